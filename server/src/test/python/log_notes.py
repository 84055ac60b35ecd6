"""Notes, and the keys that sign them."""

import base64

from ed25519 import verifies
from log_tree import sha256


class Key:
    """A verifier key: NAME+HASH+BASE64."""

    def __init__(self, vkey):
        self.name, stated, typed = vkey.split("+", 2)
        typed = base64.b64decode(typed, validate=True)
        self.hash = sha256(self.name.encode() + b"\n" + typed)[:4]
        if self.hash.hex() != stated or typed[0] != 1 or len(typed) != 33:
            raise ValueError("no verifier key: " + vkey)
        self.public = typed[1:]


def checkpoint(note, key):
    """Size and root, if the note is right; else a sentence why not."""
    text, gap, lines = note.rpartition(b"\n\n")
    if not gap or not lines.endswith(b"\n"):
        return "no note"
    text += b"\n"
    signed = False
    for line in lines.decode().splitlines():
        dash, _, value = line.rpartition(" ")
        if not dash.startswith("\u2014 "):
            return "no signature line: " + line
        blob = base64.b64decode(value, validate=True)
        if dash[2:] == key.name and blob[:4] == key.hash:
            if not verifies(key.public, blob[4:], text):
                return "the signature is not the log's"
            signed = True
    parts = text.decode().split("\n")
    if not signed:
        return "the log did not sign it"
    if len(parts) != 4 or parts[0] != key.name:
        return "of another log"
    if parts[1] != str(int(parts[1])):
        return "a size in another spelling"
    return int(parts[1]), base64.b64decode(parts[2], validate=True)
