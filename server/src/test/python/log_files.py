"""Where a log's files are, and what they are called."""

import os
import ssl
import urllib.error
import urllib.request

FULL = 256


class Unreadable(Exception):
    """The log could not be read: nothing is said of it."""


class Files:
    """A log in a folder or behind a URL."""

    def __init__(self, place, authority):
        self.place = place.rstrip("/")
        self.online = place.startswith(("http://", "https://"))
        self.trust = ssl.create_default_context(cafile=authority) if authority else None

    def read(self, path):
        """None if there is no such file."""
        return self._get(path) if self.online else self._open(path)

    def names(self, folder):
        inside = os.path.join(self.place, folder)
        return [] if self.online or not os.path.isdir(inside) else sorted(os.listdir(inside))

    def _open(self, path):
        try:
            with open(os.path.join(self.place, path), "rb") as file:
                return file.read()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _get(self, path):
        token = os.environ.get("TABELLION_LOG_TOKEN")
        headers = {"Authorization": "Bearer " + token} if token else {}
        request = urllib.request.Request(self.place + "/" + path, headers=headers)
        try:
            with urllib.request.urlopen(request, context=self.trust, timeout=30) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            raise Unreadable(f"{path}: {error}") from error
        except OSError as error:
            raise Unreadable(f"{path}: {error}") from error


def grouped(index):
    groups = ["%03d" % (index % 1000)]
    while index >= 1000:
        index //= 1000
        groups.insert(0, "x%03d" % (index % 1000))
    return "/".join(groups)


def path(row, index, width):
    whole = f"{row}/{grouped(index)}"
    return whole if width == FULL else f"{whole}.p/{width}"
