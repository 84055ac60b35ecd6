"""What has to follow from what was before, in one stream of events."""

import base64
import hashlib


class Stream:
    """What the entries of one stream come to."""

    def __init__(self):
        self.next = 0
        self.life = 1
        self.open = False
        self.newest = {}
        self.past = {}
        self.keys = {}
        self.produced = set()

    def follow(self, leaf, event, document):
        """Sentences of what does not follow from what was before."""
        if leaf["agg"]["seq"] != self.next:
            yield f"sequence {leaf['agg']['seq']} in place of {self.next}"
        self.next = leaf["agg"]["seq"] + 1
        name = leaf["type"].split("/")[0].replace("-", "_")
        yield from getattr(self, name, lambda *_: ())(event, document)

    def _at(self, life, is_open):
        if (life, is_open) != (self.life, self.open):
            yield f"life {life} where it is life {self.life}, open: {self.open}"
        self.life = life

    def collection_opened(self, event, _):
        yield from self._at(event["life"], False)
        self.open, self.newest = True, {}

    def collection_deleted(self, event, _):
        yield from self._at(event["life"], True)
        self._end()

    def collection_imported(self, event, _):
        yield from self._at(event["life"], False)
        if event["fate"] == "live":
            self.open, self.newest = True, {}
        else:
            self._end()

    def _end(self):
        self.life, self.open, self.newest = self.life + 1, False, {}
        self.produced, self.past = set(), {}

    def managed_key_created(self, event, _):
        if event["key"] in self.keys:
            yield f"key {event['key']} was born before"
        self.keys[event["key"]] = (event["role"], event["life"], False)

    managed_key_rotation_staged = managed_key_created
    managed_key_imported = managed_key_created

    def managed_key_retired(self, event, _):
        if event["key"] not in self.keys:
            yield f"key {event['key']} retires and was never born"
            return
        role, life, _retired = self.keys[event["key"]]
        self.keys[event["key"]] = (role, life, True)

    def signature_produced(self, event, _):
        if self.keys.get(event["key"]) != (event["role"], self.life, False):
            yield f"key {event['key']} signs as {event['role']}: {self.keys.get(event['key'])}"
        self.produced.add(
            (event["role"], event["version"], event["key"], event["signature"])
        )

    def metadata_imported(self, event, _):
        named = (event["role"], event["version"])
        if self.past.setdefault(named, event["digest"]) != event["digest"]:
            yield f"two files of {named}"
        self.newest[event["role"]] = (event["version"], event["digest"])

    def metadata_published(self, event, document):
        if not self.open:
            yield "published while nothing is open"
        before = self.newest.get(event["role"])
        if event.get("previous") != (before[1] if before else None):
            yield f"previous is {event.get('previous')} in place of {before}"
        if before and event["version"] <= before[0]:
            yield f"version {event['version']} after {before[0]}"
        self.newest[event["role"]] = (event["version"], event["digest"])
        if document is not None and event["author"] == "server":
            yield from self._signatures(event, document)

    def _signatures(self, event, document):
        for key in event["signedBy"]:
            signed = [
                hashlib.sha256(base64.b64decode(each["sig"])).hexdigest()
                for each in document["signatures"]
                if each["keyid"] == key
            ]
            told = [(event["role"], event["version"], key, each) for each in signed]
            if not told or told[0] not in self.produced:
                yield f"no event told of the signature of key {key}"
