"""Scan a large XML file for the start tags of a few elements, without parsing it.

No entity is expanded but the five of XML and numeric ones, no document type is read, nothing is fetched.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from tracker.core.formats.imports.package import Member

MAX_CARRY = 4 << 20
"""The longest element that is looked at: what is unfinished at the end of a piece is carried over."""

HEAD = 65_536
"""The document type ends within these bytes."""

TAG_REST = rb"""(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>"""
TYPE = re.compile(rb"""<Record\s[^<>]{0,400}?\btype\s*=\s*["']([^"'<>]{1,120})["']""")
FAST_TYPE = re.compile(rb'<Record type="([^"<>]{1,120})"')
ATTRIBUTE = re.compile(rb"""([A-Za-z_][\w:.\- ]*?)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
METADATA = re.compile(rb"<MetadataEntry\s" + TAG_REST)


def attribute(tag: bytes, name: bytes) -> str:
    """Return an attribute of a tag, "" if it has none."""
    for key, double, single in ATTRIBUTE.findall(tag, tag.find(b" ")):
        if key == name:
            return _text(double or single)
    return ""


@lru_cache(maxsize=8_192)
def _text(raw: bytes) -> str:
    """Decode a value, with its entities and without control characters."""
    text = raw.decode("utf-8", "replace")
    if "&" in text:
        text = unescape(text)
    return text if text.isprintable() else "".join(letter for letter in text if letter.isprintable())


@lru_cache(maxsize=4_096)
def _metadata(inside: bytes) -> Mapping[str, str]:
    """The metadata between a start tag and its end tag. Most records of a device have the same."""
    tags = METADATA.findall(inside)
    return {attribute(tag, b"key"): attribute(tag, b"value") for tag in reversed(tags)}


@dataclass(slots=True)
class Element:
    """A start tag, with what is between it and its end tag. `numbers` are the groups of its attributes in `match`."""

    name: str
    match: re.Match[bytes]
    numbers: Mapping[str, int]
    inside: bytes
    line: int

    def __getitem__(self, name: str) -> str:
        """Return an attribute, "" if there is none."""
        raw = self.match[self.numbers[name]]
        return attribute(self.match[0], name.encode()) if raw is None else _text(raw)

    def metadata(self, key: str) -> str:
        """Return the value of a MetadataEntry inside the element, "" if there is none."""
        return _metadata(self.inside).get(key, "") if self.inside else ""


def any_of(words: Iterable[str]) -> bytes:
    """A pattern of any of these words that looks at each letter once: `a(?:b|c)` in place of `ab|ac`."""
    rests: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        rests[word[:1]].append(word[1:])
    parts = [re.escape(letter.encode()) + (any_of(rest) if letter else b"") for letter, rest in rests.items()]
    return parts[0] if len(parts) == 1 else b"(?:" + b"|".join(parts) + b")"


class Scanner:
    """Yields the wanted elements of a file.

    `wanted` maps the name of an element to the values of its `type` that are wanted, None for all. `attributes` are
    those that are asked for. After the scan, `types` counts the types of all records, `is_closed` says whether the
    file has its end, and `line` is the last line.
    """

    def __init__(
        self,
        member: Member,
        wanted: Mapping[str, frozenset[str] | None],
        attributes: Iterable[str],
        root: bytes = b"HealthData",
    ) -> None:
        self.member, self.wanted = member, wanted
        self.numbers = {name: number for number, name in enumerate(attributes, 1)}
        self.end = b"</" + root + b">"
        self._types: Counter[bytes] = Counter()
        self.is_closed = False
        self.has_entities = False
        self.line = 1
        self._type = FAST_TYPE
        self._tag = self._pattern(is_fast=True)

    @property
    def types(self) -> dict[str, int]:
        """How many records of each type there are."""
        return {kind.decode("utf-8", "replace"): count for kind, count in self._types.items()}

    def elements(self) -> Iterator[Element]:
        """Yield the elements in the order of the file."""
        carried, is_first = b"", True
        for piece in self.member.pieces():
            buffer = carried + piece
            if is_first and piece:
                is_first = False
                self._look_at_head(buffer)
                if self.has_entities:
                    return
            carried = yield from self._scan(buffer, is_last=False)
            if len(carried) > MAX_CARRY:
                carried = b""
        yield from self._scan(carried, is_last=True)

    def _look_at_head(self, buffer: bytes) -> None:
        """Refuse entity declarations, and choose the general pattern where the type is not the first attribute."""
        declarations = buffer[:HEAD].partition(b"<HealthData ")[0]
        self.has_entities = b"<!ENTITY" in declarations
        if b"<Record " in buffer and not FAST_TYPE.search(buffer):
            self._type, self._tag = TYPE, self._pattern(is_fast=False)

    def _pattern(self, *, is_fast: bool) -> re.Pattern[bytes]:
        """The pattern of a wanted start tag. In a tag of the usual form, each attribute asked for is a group."""
        starts = []
        for name, types in self.wanted.items():
            start = name.encode()
            if types and is_fast:
                start += rb'(?= type="' + any_of(types) + b'")'
            starts.append(start)
        values = b"|".join(name.encode() + rb'="([^"<]*+)"' for name in self.numbers)
        usual = rb"(?:\s++(?:" + values + rb'|[\w:.-]++="[^"<]*+"))*+\s*+/?+>'
        return re.compile(b"<(?:" + b"|".join(starts) + rb")(?=\s)(?:" + usual + b"|" + TAG_REST + b")")

    def _scan(self, buffer: bytes, *, is_last: bool) -> Generator[Element, None, bytes]:
        """Yield what is whole in the buffer, and return what has to be carried over."""
        done, counted = 0, 0
        unfinished = len(buffer)
        for match in self._tag.finditer(buffer):
            tag = match[0]
            name = tag.split(None, 1)[0][1:].decode()
            inside, end = b"", match.end()
            if not tag.endswith(b"/>"):
                close = buffer.find(b"</" + name.encode() + b">", end)
                if close < 0 and not is_last:
                    unfinished = match.start()
                    break
                inside = buffer[end:close] if close >= 0 else b""
            self.line += buffer.count(b"\n", counted, match.start())
            counted = match.start()
            done = end
            element = Element(name, match, self.numbers, inside, self.line)
            types = self.wanted[name]
            if types is None or element["type"] in types:
                yield element
        if not is_last and unfinished == len(buffer):
            unfinished = max(done, buffer.rfind(b"<"))
        self.line += buffer.count(b"\n", counted, unfinished)
        self._types.update(self._type.findall(buffer, 0, unfinished))
        self.is_closed = self.is_closed or self.end in buffer[-HEAD:]
        return buffer[unfinished:]
