"""The Merkle tree of RFC 6962."""

import hashlib


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(entry):
    return sha256(b"\0" + entry)


def node(left, right):
    return sha256(b"\1" + left + right)


class Tree:
    """The roots of the largest whole subtrees: enough to grow by one leaf, and for the root."""

    def __init__(self):
        self.size = 0
        self.peaks = []

    def append(self, leaf):
        self.peaks.append(leaf)
        whole = self.size
        while whole & 1:
            right = self.peaks.pop()
            self.peaks.append(node(self.peaks.pop(), right))
            whole >>= 1
        self.size += 1

    def root(self):
        if not self.peaks:
            return sha256(b"")
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node(peak, root)
        return root
