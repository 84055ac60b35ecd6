"""The one spelling of JSON, and what a leaf repeats of its payload."""

import hashlib
import json
import re

LARGEST = 2**53 - 1


def spelled(value):
    """The one spelling of a value."""
    if isinstance(value, dict):
        return "{" + ",".join(spelled(n) + ":" + spelled(value[n]) for n in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(spelled, value)) + "]"
    if isinstance(value, str):
        short = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n"}
        short.update({"\r": "\\r", "\t": "\\t"})
        return (
            '"'
            + "".join(short.get(c) or ("\\u%04x" % ord(c) if c < " " else c) for c in value)
            + '"'
        )
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST:
        return str(value)
    raise ValueError("no value of the one spelling: %r" % (value,))


def strict(data):
    """An object from bytes that have the one spelling."""
    value = json.loads(data.decode())
    if not isinstance(value, dict) or spelled(value).encode() != data:
        raise ValueError("not in the one spelling")
    return value


def facts(kind, event):
    """What a leaf repeats of its payload."""
    name = kind.split("/")[0]
    told = {}
    if name in ("metadata-published", "metadata-imported"):
        told = {"role": event["role"], "ver": event["version"], "meta": event["digest"]}
        told["keys"] = event["signedBy"]
    elif name == "change-imported":
        told = {"meta": event["timestamp"]} if "timestamp" in event else {}
    elif name.startswith("managed-key-"):
        told = {"role": event["role"], "key": event["key"]}
    elif name == "role-keys-changed":
        told = {"role": event["role"], "keys": event["after"]["keys"]}
    elif name in ("signing-requested", "signing-refused"):
        told = {"role": event["role"], "ver": event["version"], "keys": event["keys"]}
    elif name == "signature-produced":
        told = {"role": event["role"], "ver": event["version"], "key": event["key"]}
        told["sig"] = event["signature"]
    elif name in ("sighting-recorded", "client-report-received"):
        told = {"role": event["role"], "keys": event["signedBy"]}
        told.update({"ver": event["version"]} if "version" in event else {})
        told.update({"meta": event["digest"]} if "digest" in event else {})
    elif name == "key-declared-compromised":
        told = {"key": event["key"]}
    if len(told.get("keys", [])) > 16:
        told["keysInAll"] = len(told["keys"])
        told["keys"] = told["keys"][:16]
    return told


def event_of(leaf, payload, log):
    """The event of a leaf of this log, from the payload that it stands for."""
    if leaf["v"] != 1 or leaf["log"] != log:
        raise ValueError("no leaf of this log")
    if leaf["payload"] != {"h": hashlib.sha256(payload).hexdigest(), "len": len(payload)}:
        raise ValueError("the payload is another")
    event = strict(payload)
    if not is_leaf_of(leaf, event):
        raise ValueError("the leaf contradicts its payload")
    return event


def is_leaf_of(leaf, event):
    """Whether it has just the members that a leaf has, with the facts of this event."""
    stream = leaf["agg"]
    expected = {n: leaf[n] for n in ("actor", "agg", "evt", "log", "n", "payload", "req")}
    expected.update({n: leaf[n] for n in ("ts", "type", "v")})
    expected.update(facts(leaf["type"], event))
    if "caus" in leaf:
        expected["caus"] = leaf["caus"]
    if stream["t"] == "collection":
        expected["repo"] = stream["id"]
    elif stream["t"] == "watch":
        if not re.fullmatch(r"\*watch/[a-z0-9][a-z0-9._-]{0,63}", stream["id"]):
            return False
    elif (stream["t"], stream["id"]) not in (("ledger", "*ledger"), ("case", "*cases")):
        return False
    return expected == leaf and sorted(stream) == ["id", "seq", "t"]
