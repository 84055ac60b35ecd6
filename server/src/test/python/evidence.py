"""A file of evidence, as docs/evidence.md describes it: a tar read by hand, and what must hold."""

import base64
import json
import re

from leaves import event_of, strict
from log_notes import checkpoint
from log_tree import leaf_hash, node, sha256

BLOCK = 512
LONGEST = 512 << 20
MOST = 40_000
NUMBER = "(0|[1-9][0-9]{0,17})"
FORMS = [
    ("README\\.txt", 1 << 16),
    ("report\\.json", 32 << 20),
    ("report\\.md", 32 << 20),
    ("checkpoint", 512 << 10),
    ("checkpoints/" + NUMBER, 512 << 10),
    ("entries/" + NUMBER + "\\.(?:entry|payload|tlog-proof)", 16 << 20),
    ("journal/" + NUMBER + "\\.entry", 1 << 20),
    ("documents/[0-9a-f]{64}", 64 << 20),
    ("manifest\\.json", 16 << 20),
]


class Malformed(Exception):
    """No file of evidence."""


def header(name, length):
    """The 512 bytes that stand before a member."""
    fields = name.encode().ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2
    fields += b"%011o\0" % length + b"00000000000\0"
    rest = b"0" + bytes(100) + b"ustar\0" + b"00" + bytes(64) + b"0000000\0" * 2
    total = sum(fields) + sum(rest) + 8 * ord(" ")
    return (fields + b"%06o\0 " % total + rest).ljust(BLOCK, b"\0")


def place(name):
    """Where a member stands among the others, and how long it may be."""
    for rank, (form, longest) in enumerate(FORMS):
        found = re.fullmatch(form, name)
        if found:
            number = int(found.group(1)) if found.groups() else 0
            return (rank, number, name), longest
    raise Malformed("no member is called so: " + repr(name))


def unpack(data):
    """The members by name."""
    if len(data) > LONGEST or len(data) < 2 * BLOCK or len(data) % BLOCK:
        raise Malformed("its length is not that of a file of evidence")
    members, at, last = {}, 0, None
    while any(data[at : at + BLOCK]):
        block = data[at : at + BLOCK]
        name = block[:100].split(b"\0")[0].decode("ascii", "replace")
        if not re.fullmatch(b"[0-7]{11}", block[124:135]):
            raise Malformed("no header: " + name)
        length = int(block[124:135], 8)
        if not name or block != header(name, length):
            raise Malformed("not the header of a plain file in its one spelling: " + name)
        here, longest = place(name)
        if last is not None and here <= last:
            raise Malformed("there twice, or not in its place: " + name)
        end = at + BLOCK + (length + BLOCK - 1) // BLOCK * BLOCK
        if length > longest or len(members) == MOST or end + 2 * BLOCK > len(data):
            raise Malformed("too long, one too many, or cut off: " + name)
        if any(data[at + BLOCK + length : end]):
            raise Malformed("its padding is not empty: " + name)
        members[name] = data[at + BLOCK : at + BLOCK + length]
        at, last = end, here
    if len(data) - at != 2 * BLOCK or any(data[at:]):
        raise Malformed("something stands behind the last member")
    return members


def leads(index, size, leaf, path, root):
    """Whether an inclusion proof leads from a leaf to the root (RFC 9162 2.1.3.2)."""
    if index >= size:
        return False
    left, last = index, size - 1
    for sibling in path:
        if last == 0:
            return False
        if left & 1 or left == last:
            leaf = node(sibling, leaf)
            while not left & 1 and left:
                left, last = left >> 1, last >> 1
        else:
            leaf = node(leaf, sibling)
        left, last = left >> 1, last >> 1
    return last == 0 and leaf == root


def name_of(what, names):
    """The name of a finding, from its rule, subject and evidence."""
    return sha256("\0".join([what] + names).encode()).hex()[:32]


def tells_of(entry, collection, event):
    """Whether an entry of the signer's journal is what the log has of a signature."""
    if entry["kind"] != "signed/1":
        return False
    told = entry["told"]
    return (
        told["gun"] == collection
        and all(told[name] == event[name] for name in ("role", "version", "payload"))
        and any([is_it(each, event) for each in told["signatures"]])
    )


def is_it(signature, event):
    """Whether a signature is the one of an event, its value in the one spelling of base64."""
    if signature["key"] != event["key"]:
        return False
    value = signature["value"]
    try:
        decoded = base64.b64decode(value, validate=True)
    except ValueError:
        return False
    return (
        base64.b64encode(decoded).decode() == value
        and sha256(decoded).hex() == event["signature"]
    )


class Evidence:
    """One look at a file of evidence."""

    def __init__(self, data, key):
        self.key = key
        self.wrong = []
        self.entries = 0
        self.named = set()
        self.signatures = []
        self.journalled = 0
        self.vouched = 0
        self.contradicted = 0
        self.members = unpack(data)

    def say(self, where, what):
        self.wrong.append(f"{where}: {what}")

    def run(self):
        for name in ("README.txt", "report.json", "report.md", "checkpoint", "manifest.json"):
            if name not in self.members:
                raise Malformed(name + " is missing")
        try:
            manifest = strict(self.members["manifest.json"])
            self.compare(manifest)
            head = self.head("checkpoint", manifest["size"])
            for name in self.members:
                if name.startswith("checkpoints/"):
                    self.head(name, int(name.split("/")[1]))
            for index in sorted(set(self.indexes())):
                self.entries += 1
                self.try_entry(index, head)
            for name, data in self.members.items():
                if name.startswith("documents/") and sha256(data).hex() != name[10:]:
                    self.say(name, "is another document")
                if name.startswith("documents/") and name[10:] not in self.named:
                    self.say(name, "is named by no entry")
            shown = self.exhibits(manifest)
            for name, data in self.members.items():
                if name.startswith("journal/"):
                    self.journal(name, data, shown)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self.say("manifest.json", f"{type(error).__name__}: {error}")

    def indexes(self):
        for name in self.members:
            if name.startswith("entries/"):
                yield int(name.split("/")[1].split(".")[0])

    def compare(self, manifest):
        if manifest["v"] != 1 or manifest["log"] != self.key.name:
            self.say("manifest.json", "of another log or version")
        told = {each["name"]: each for each in manifest["members"]}
        for name, data in self.members.items():
            if name == "manifest.json":
                continue
            if told.pop(name, None) != {
                "name": name,
                "length": len(data),
                "sha256": sha256(data).hex(),
            }:
                self.say(name, "is not what the manifest says of it")
        for name in told:
            self.say(name, "is missing")

    def head(self, name, size):
        """Size and root of a checkpoint; None if it is not right."""
        try:
            found = checkpoint(self.members[name], self.key)
        except (ValueError, UnicodeDecodeError) as error:
            found = str(error)
        if isinstance(found, str) or found[0] != size:
            self.say(name, found if isinstance(found, str) else "of another size")
            return None
        return found

    def try_entry(self, index, head):
        try:
            self.entry(index, head)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self.say(f"entries/{index}", f"{type(error).__name__}: {error}")

    def entry(self, index, head):
        entry = self.members[f"entries/{index}.entry"]
        payload = self.members[f"entries/{index}.payload"]
        if not self.proof(index, entry, head):
            return
        leaf = strict(entry)
        event = event_of(leaf, payload, self.key.name)
        kind = leaf["type"]
        if kind == "signature-produced/1":
            self.signatures.append((leaf["repo"], event))
        if kind in ("metadata-published/1", "metadata-imported/1"):
            self.named.add(event["digest"])
            document = self.members["documents/" + event["digest"]]
            if len(document) != event["length"]:
                raise ValueError("the document is another")
            if json.loads(document)["signed"]["version"] != event["version"]:
                raise ValueError("the document is of another version")
        elif kind in ("sighting-recorded/1", "client-report-received/1") and "digest" in event:
            self.named.add(event["digest"])

    def proof(self, index, entry, head):
        name = f"entries/{index}.tlog-proof"
        lines, _, note = self.members[name].partition(b"\n\n")
        lines = lines.decode().split("\n")
        if lines[:2] != ["c2sp.org/tlog-proof@v1", f"index {index}"]:
            self.say(name, "no proof of this entry")
            return False
        path = [base64.b64decode(line, validate=True) for line in lines[2:]]
        if note != self.members["checkpoint"]:
            self.say(name, "leads to another checkpoint")
        elif head and not leads(index, head[0], leaf_hash(entry), path, head[1]):
            self.say(name, "does not lead from the entry to the root")
        else:
            return True
        return False

    def journal(self, name, data, shown):
        number = int(name.split("/")[1].split(".")[0])
        self.journalled += 1
        if f"journal:{number}" not in shown:
            self.say(name, "is named by no report")
        try:
            entry = strict(data)
            before = self.members.get(f"journal/{number - 1}.entry")
            if entry["seq"] != number:
                raise ValueError("is another entry")
            if before is not None and sha256(before).hex() != entry["previous"]:
                raise ValueError("does not name the entry before it")
            told = [
                tells_of(entry, collection, event)
                for collection, event in self.signatures
                if event["journalEntry"] == number
            ]
            self.vouched += any(told)
            self.contradicted += not all(told)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self.say(name, f"{type(error).__name__}: {error}")

    def exhibits(self, manifest):
        report = json.loads(self.members["report.json"])
        kind = manifest["kind"]
        shown = []
        if kind == "finding":
            shown = self.of_finding(report)
        elif kind == "incident":
            for finding in report["findings"]:
                shown += self.of_finding(finding)
            shown += ["leaf:%d" % said["leaf"] for said in report["said"]]
        elif kind == "compromise":
            for each in report["signatures"]:
                shown += ["file:" + each["digest"]]
                shown += ["leaf:%d" % each[n] for n in ("leaf", "sighted") if n in each]
                shown += ["journal:%d" % each["journalEntry"]] if "journalEntry" in each else []
            shown += ["leaf:%d" % trust["sinceLeaf"] for trust in report["trusted"]]
        else:
            self.say("manifest.json", "no kind of evidence: " + kind)
        about = report["key" if kind == "compromise" else "id"]
        if about != manifest["about"].get("key" if kind == "compromise" else kind):
            self.say("report.json", "is about something else")
        for exhibit in shown:
            if not self.is_there(exhibit, manifest):
                self.say("report.json", f"{exhibit} is not there")
        return shown

    def of_finding(self, finding):
        subject = finding["subject"]
        names = [finding["rule"], subject["kind"].upper(), subject["name"]]
        names += sorted(finding["evidence"])
        if finding["id"] not in (name_of("finding", names), name_of("count", names)):
            self.say("report.json", f"{finding['id']} is not the name of such a finding")
        return ["leaf:%d" % finding["leaf"]] + finding["evidence"]

    def is_there(self, exhibit, manifest):
        kind, _, value = exhibit.partition(":")
        if kind == "leaf":
            return value.startswith("-") or f"entries/{value}.entry" in self.members
        if kind == "file":
            return "documents/" + value in self.members or exhibit in manifest["absent"]
        if kind == "checkpoint":
            return (
                value == str(manifest["size"])
                or "checkpoints/" + value in self.members
                or exhibit in manifest["absent"]
            )
        if kind == "journal":
            return f"journal/{value}.entry" in self.members or exhibit in manifest["absent"]
        return kind in ("key", "payload")
