#!/usr/bin/env python3
"""Checks a log of Tabellion: an exported folder, a server's URL, or a file of evidence.

Written from docs/log-format.md and docs/evidence.md alone, with nothing but Python's standard library; shares no code
with the program it checks. Exit code: 0 right, 1 wrong, 2 wrong usage, 3 could not be read.
"""

import argparse
import json
import sys

from evidence import Evidence, Malformed
from leaves import event_of, strict
from log_files import FULL, Files, Unreadable, path
from log_notes import Key, checkpoint
from log_tree import Tree, leaf_hash, node, sha256
from streams import Stream

LONGEST = 65536  # of documents that lie together


class Check:
    """One look at a whole log."""

    def __init__(self, files, key):
        self.files = files
        self.key = key
        self.wrong = []
        self.claims = {}
        self.size = 0
        self.streams = {}
        self.levels = []
        self.together = {}
        self.actors = {}
        self.forgotten = set()
        self.private = set(files.names("private"))
        self.tells_actors = bool(self.private)
        self.private.discard("redacted")

    def say(self, where, what):
        self.wrong.append(f"{where}: {what}")

    def run(self):
        newest = self.files.read("checkpoint")
        if newest is None:
            raise Unreadable("there is no checkpoint")
        self.size = self.claim("checkpoint", newest)
        for name in self.files.names("checkpoints"):
            self.claim("checkpoints/" + name, self.files.read("checkpoints/" + name))
        if self.size is None:
            return
        self.entries()
        for actor in sorted(self.forgotten & self.private):
            self.say(f"private/{actor}", "is there, and was redacted")
        later = (self.files.read("private/redacted") or b"").decode().split("\n")
        for actor, index in self.actors.items():
            if self.tells_actors and actor not in self.forgotten and actor not in later:
                self.say(f"entry {index}", f"private/{actor} is missing")

    def claim(self, where, note):
        try:
            found = checkpoint(note, self.key)
        except ValueError as error:
            found = str(error)
        if isinstance(found, str):
            self.say(where, found)
            return None
        self.claims.setdefault(found[0], []).append((where, found[1]))
        if self.size and found[0] > self.size:
            self.say(where, "larger than the newest")
        return found[0]

    def entries(self):
        tree = Tree()
        self.roots(tree)
        for first in range(0, self.size, FULL):
            width = min(FULL, self.size - first)
            index = first // FULL
            entries = self.parts(path("tile/entries", index, width), width, 2)
            payloads = self.parts(path("payload", index, width), width, 4)
            self.together = self.documents(path("documents", index, width))
            for place in range(width):
                self.entry(first + place, entries[place], payloads[place])
                tree.append(leaf_hash(entries[place] or b""))
                self.roots(tree)
            self.tile(0, index, [leaf_hash(entry or b"") for entry in entries])
        for level, rest in enumerate(self.levels, 1):
            if rest[1]:
                self.compare(level, rest[0], rest[1])

    def roots(self, tree):
        for where, root in self.claims.get(tree.size, []):
            if tree.root() != root:
                self.say(where, "its root is not that of the entries")

    def parts(self, name, width, prefix):
        """The parts of a bundle; None for those that are not there."""
        data = self.bundle(name)
        parts, at = [], 0
        while data and at + prefix <= len(data) and len(parts) < FULL:
            end = at + prefix + int.from_bytes(data[at : at + prefix], "big")
            if end > len(data):
                break
            parts.append(data[at + prefix : end])
            at = end
        if data is None or at != len(data) or len(parts) < width:
            self.say(name, "missing, cut off or with something behind its last part")
        return (parts + [None] * width)[:width]

    def bundle(self, name):
        """Its bytes, or those of the full one that took its place."""
        data = self.files.read(name)
        if data is None and ".p/" in name:
            data = self.files.read(name.split(".p/")[0])
        return data

    def documents(self, name):
        """Documents by what a bundle claims of them; none if it is none from end to end."""
        data, at, found = self.bundle(name) or b"", 0, {}
        while at < len(data):
            head, start = data[at : at + 32].hex(), at + 36
            length = int.from_bytes(data[at + 32 : start], "big")
            at = start + length
            if at > len(data) or length > LONGEST or head in found or len(found) == FULL:
                return {}
            found[head] = data[start:at]
        return found

    def tile(self, level, index, hashes):
        """Compares a tile, and goes up where it is full."""
        self.compare(level, index, hashes)
        if len(hashes) < FULL:
            return
        while len(hashes) > 1:
            hashes = [node(a, b) for a, b in zip(hashes[::2], hashes[1::2])]
        if len(self.levels) == level:
            self.levels.append((0, []))
        above, row = self.levels[level]
        row.append(hashes[0])
        if len(row) == FULL:
            self.levels[level] = (above + 1, [])
            self.tile(level + 1, above, row)

    def compare(self, level, index, hashes):
        name = path(f"tile/{level}", index, len(hashes))
        data = self.files.read(name)
        if data is None and ".p/" in name:
            data = (self.files.read(name.split(".p/")[0]) or b"")[: 32 * len(hashes)]
        if data != b"".join(hashes):
            self.say(name, "not the hashes of what is below it")

    def entry(self, index, entry, payload):
        if entry is None or payload is None:
            self.say(f"entry {index}", "entry or payload is missing")
            return
        try:
            leaf = strict(entry)
            event = event_of(leaf, payload, self.key.name)
            document = self.document(leaf, event)
            stream = self.streams.setdefault(leaf["agg"]["id"], Stream())
            for sentence in stream.follow(leaf, event, document):
                self.say(f"entry {index} ({leaf['evt']})", sentence)
            self.actor(index, leaf, event)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self.say(f"entry {index}", f"{type(error).__name__}: {error}")

    def document(self, leaf, event):
        if leaf["type"] not in ("metadata-published/1", "metadata-imported/1"):
            return None
        file = self.together.get(event["digest"])
        if file is None:
            file = self.files.read("document/" + event["digest"])
        if file is None:
            raise ValueError(f"document/{event['digest']} is missing")
        if sha256(file).hex() != event["digest"] or len(file) != event["length"]:
            raise ValueError(f"document/{event['digest']} is another")
        document = json.loads(file)
        if document["signed"]["version"] != event["version"]:
            raise ValueError(f"document/{event['digest']} is of another version")
        return document

    def actor(self, index, leaf, event):
        if leaf["type"] == "actor-redacted/1":
            self.forgotten.update(event["actors"])
        if not self.tells_actors:
            return
        if leaf["actor"] not in self.private:
            self.actors.setdefault(leaf["actor"], index)
            return
        row = strict(self.files.read("private/" + leaf["actor"]))
        salt, clear = bytes.fromhex(row["salt"]), row["actor"].encode()
        if sha256(b"tabellion/actor/v1\0" + salt + clear).hex() != leaf["actor"]:
            raise ValueError(f"private/{leaf['actor']} is not what was committed to")


def check_evidence(file, key):
    """The exit code."""
    try:
        with open(file, "rb") as opened:
            data = opened.read()
    except OSError as error:
        print("could not be read:", error, file=sys.stderr)
        return 3
    try:
        check = Evidence(data, key)
        check.run()
    except Malformed as error:
        print(f"wrong: no evidence: {error}")
        return 1
    for sentence in check.wrong:
        print(sentence)
    print(
        f"{'wrong' if check.wrong else 'right'}: {check.entries} entries,"
        f" {check.journalled} of the journal"
        f" (the log vouches for {check.vouched}, and contradicts {check.contradicted})"
    )
    return 1 if check.wrong else 0


def main():
    words = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    words.add_argument("--key", required=True, help="the log's verifier key")
    words.add_argument("--ca", help="believe servers of these authorities (PEM)")
    words.add_argument("--evidence", action="store_true", help="what is checked is evidence")
    words.add_argument(
        "log", help="a folder that was exported, the URL before /checkpoint, a file of evidence"
    )
    told = words.parse_args()
    try:
        key = Key(told.key)
    except ValueError as error:
        words.error(str(error))
    if told.evidence:
        return check_evidence(told.log, key)
    check = Check(Files(told.log, told.ca), key)
    try:
        check.run()
    except Unreadable as error:
        print("could not be read:", error, file=sys.stderr)
        return 3
    for sentence in check.wrong:
        print(sentence)
    print(f"{'wrong' if check.wrong else 'right'}: {check.size} entries")
    return 1 if check.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
