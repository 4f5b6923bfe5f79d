"""Make any text printable: characters without a glyph are named in brackets.

No text can make the PDF fail: if typst refuses one, fewer fonts are tried, with more characters named.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from subprocess import CalledProcessError
from typing import Any

import regex

from tracker.core.reference.graphemes import clusters
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.pdf.fonts import EAST_ASIAN, Font, dejavu, east_asian_family, plain_dejavu, shipped_fonts
from tracker.core.reports.pdf.typeset import typeset

NOT_PRINTED = _(
    "Some characters could not be printed: words in [brackets] say what they are. To read them, open this summary on a"
    " screen."
)
EMOJI = regex.compile(r"\p{Extended_Pictographic}|\p{Regional_Indicator}|[0-9#*]\ufe0f?\u20e3")
FIRST_FLAG_LETTER = 0x1F1E6
LANGUAGES = {"Han": "Chinese", "Hangul": "Korean", "Hiragana": "Japanese", "Katakana": "Japanese"}
"""Scripts better known by the name of a language."""

NO_SCRIPT = ("Zyyy", "Zinh", "Zzzz")
"""Script codes for common, inherited and unknown."""

LABEL = regex.compile(r"<text\b([^>]*)>([^<]+)</text>")
WIDTH = regex.compile(r'viewBox="\S+ \S+ (\S+)')
ATTRIBUTE = regex.compile(r'([\w-]+)="([^"]*)"')


@dataclass(frozen=True)
class Letters:
    """A run of letters that cannot be printed."""

    script: str
    count: int


@dataclass
class Fitting:
    """Fits the texts of one document to fonts, and collects the fonts it needs."""

    fonts: Sequence[Font]
    translate: Translate
    needed: list[Font] = field(default_factory=list)
    east_asian: str = ""
    names_some: bool = False
    _known: dict[str, tuple[Font, str, str]] = field(default_factory=dict)

    def tree(self, node: object) -> object:
        """Fit every text in a JSON value."""
        if isinstance(node, str):
            return self.text(node)
        if isinstance(node, list):
            return [self.tree(child) for child in node]
        return {key: self.tree(child) for key, child in node.items()} if isinstance(node, dict) else node

    def text(self, text: str) -> str:
        """Fit one text."""
        if self.fonts[0].code_points.issuperset(map(ord, text)):
            return text
        items: list[str | Letters] = []
        for cluster in clusters(text):
            font, begin, rest = self._font_of(cluster)
            if begin:
                self._need(font, begin)
                items.append(begin)
            if rest:
                self.names_some = True
                items.append(_unprintable(rest, self.translate))
        return "".join(_worded(item, self.translate) for item in _merged(items))

    def drawing(self, svg: str) -> tuple[str, list[dict[str, object]]]:
        """Split off labels that typst cannot set within an SVG, to be printed over it.

        In an SVG, typst draws ligatures and combined glyphs as shapes, not text, which PDF/UA forbids. Positions and
        sizes are fractions of the drawing's width.
        """
        labels: list[dict[str, object]] = []
        width = float(WIDTH.findall(svg)[0])

        def set_apart(found: regex.Match[str]) -> str:
            words = unescape(found[2])
            if plain_dejavu().code_points.issuperset(map(ord, words)):
                return found[0]
            labels.append(_label(found[1], self.text(words), width))
            return ""

        return LABEL.sub(set_apart, svg), labels

    def families(self) -> list[dict[str, str]]:
        """The fonts for typst, in order: whole scripts before the font of the page, single characters after it."""
        scripts = [{"name": font.family, "covers": font.script} for font in self.needed if font.script]
        others = sorted(self.needed, key=self.fonts.index)
        return [*scripts, *({"name": self._family(font), "covers": ""} for font in (self.fonts[0], *others))]

    def folders(self) -> list[str]:
        """The folders of those fonts."""
        return list(dict.fromkeys(str(font.folder) for font in (self.fonts[0], *self.needed)))

    def _font_of(self, cluster: str) -> tuple[Font, str, str]:
        """The first font with the whole cluster, else the one with most of it; what it prints, and the rest."""
        if cluster not in self._known:
            whole = (font for font in self.fonts if not font.split(cluster)[1])
            font = next(whole, None) or min(self.fonts, key=lambda font: len(font.split(cluster)[1]))
            begin, rest = font.split(cluster)
            self._known[cluster] = (font, "", cluster) if rest and EMOJI.match(cluster) else (font, begin, rest)
        return self._known[cluster]

    def _need(self, font: Font, cluster: str) -> None:
        if font not in self.needed and font is not self.fonts[0]:
            self.needed.append(font)
        if font.family == EAST_ASIAN:
            self.east_asian += cluster

    def _family(self, font: Font) -> str:
        return east_asian_family(self.east_asian) if font.family == EAST_ASIAN else font.family


def typeset_any_text(
    files: Mapping[str, bytes], translate: Translate, made: datetime, choices: Iterable[Sequence[Font]] = ()
) -> bytes:
    """Typeset the files, whatever texts `data.json` and the drawings hold.

    `choices` are the sets of fonts to try in turn, by default all shipped fonts first. Raises what `typeset` raises
    for the last.
    """
    *preferred, last = tuple(choices) or (shipped_fonts(), (dejavu(),), (plain_dejavu(),))
    for fonts in preferred:
        with suppress(CalledProcessError):
            return typeset(*fitted(files, Fitting(fonts, translate)), made)
    return typeset(*fitted(files, Fitting(last, translate)), made)


def fitted(files: Mapping[str, bytes], fitting: Fitting) -> tuple[dict[str, bytes], list[str]]:
    """The files with every text printable, and the folders of the fonts they need."""
    data: Any = fitting.tree(json.loads(files["data.json"]))
    ready = dict(files)
    for chart in data.get("annex", {}).get("charts", ()):
        drawing, chart["labels"] = fitting.drawing(files[chart["file"]].decode())
        ready[chart["file"]] = drawing.encode()
    data["fonts"] = fitting.families()
    data["not_printed"] = fitting.translate(NOT_PRINTED) if fitting.names_some else ""
    return {**ready, "data.json": json.dumps(data).encode()}, fitting.folders()


def _label(attributes: str, words: str, width: float) -> dict[str, object]:
    """Position, size and text of a label, in fractions of the drawing's width."""
    given = dict(ATTRIBUTE.findall(attributes))
    x, y, size = (float(given[key].removesuffix("px")) / width for key in ("x", "y", "font-size"))
    return {"x": x, "y": y, "size": size, "fill": given["fill"], "anchor": given["text-anchor"], "text": words}


def _unprintable(part: str, translate: Translate) -> str | Letters:
    from fontTools.unicodedata import script, script_name

    if EMOJI.match(part):
        return translate(_("[emoji: %(name)s]")) % {"name": _emoji_name(part)}
    if (code := script(part[0])) not in NO_SCRIPT:
        name = script_name(code)
        return Letters(LANGUAGES.get(name, name), 1)
    return translate(_("[sign: %(name)s]")) % {"name": _name(part[0])}


def _emoji_name(emoji: str) -> str:
    if "\u20e3" in emoji:
        return f"keycap {emoji[0]}"
    if flag := regex.findall(r"\p{Regional_Indicator}", emoji):
        return "flag " + "".join(chr(ord("A") + ord(letter) - FIRST_FLAG_LETTER) for letter in flag)
    return _name(emoji[0])


def _name(character: str) -> str:
    return unicodedata.name(character, "").lower() or f"U+{ord(character):04X}"


def _merged(items: Iterable[str | Letters]) -> list[str | Letters]:
    """Merge runs of the same script, also across single spaces."""
    merged: list[str | Letters] = []
    for item in items:
        before = merged[-2:] if merged[-1:] == [" "] else merged[-1:]
        if isinstance(item, Letters) and before and isinstance(before[0], Letters) and before[0].script == item.script:
            merged[-len(before) :] = [Letters(item.script, before[0].count + item.count)]
        else:
            merged.append(item)
    return merged


def _worded(item: str | Letters, translate: Translate) -> str:
    if isinstance(item, str):
        return item
    message = _("[%(count)d letter in %(script)s]") if item.count == 1 else _("[%(count)d letters in %(script)s]")
    return translate(message) % {"count": item.count, "script": item.script}
