"""The fonts of a PDF, chosen by what its texts need.

PDF/UA forbids a character without a glyph, so typst refuses a whole document because of one. Each grapheme cluster is
therefore looked up first: typst sets it in the first font of a list that has all of it. See
docs/adr/0001-fonts-in-the-pdf.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from unicodedata import normalize

import regex

IGNORABLE = regex.compile(r"(?!\p{L})\p{Default_Ignorable_Code_Point}")
"""Characters that only modify the one before them; no font needs a glyph for them."""

PRIVATE = range(0xE000, 0xF900)
"""The private use area: its code points have no fixed meaning."""

PLAIN = regex.compile(r"(?![\p{M}\p{C}])[\p{Latin}\p{Greek}\p{Cyrillic}\p{Common}]")
"""Characters that never combine: one glyph each."""

SCRIPTS = (
    "Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Hebrew", "Kannada",
    "Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thai",
)  # fmt: skip

EAST_ASIAN = "Noto Sans CJK"
"""One file with a family per country, because glyphs differ between countries."""


@dataclass(frozen=True)
class Font:
    """A font family; `load` returns the code points it has in both regular and bold.

    A font of a `script` sets all characters of that script once it is needed for one, so that words with joined
    letters come from one font.
    """

    family: str
    folder: Path
    load: Callable[[], frozenset[int]]
    script: str = ""

    @cached_property
    def code_points(self) -> frozenset[int]:
        """The code points it can print, loaded on first use."""
        return self.load()

    def split(self, cluster: str) -> tuple[str, str]:
        """Split a cluster, composed or decomposed if needed, into what it can print and the rest."""
        for form in (cluster, normalize("NFC", cluster), normalize("NFD", cluster)):
            if all(self._has(letter) for letter in form):
                return form, ""
        begin = "".join(takewhile(self._has, cluster))
        return begin, cluster[len(begin) :]

    def _has(self, letter: str) -> bool:
        return ord(letter) in self.code_points or bool(IGNORABLE.match(letter))


@cache
def shipped_fonts() -> tuple[Font, ...]:
    """Every font installed with Levator, in the order of trial. Missing optional fonts are skipped."""
    noto, east_asian = _folder("manimgx_fonts"), _folder("manimgx_fonts_cjk")
    fonts = [dejavu()]
    if noto:
        # Emoji first: the others have digits and a keycap as well, but do not put one around the other.
        fonts.append(_font("Noto Emoji", noto, "NotoEmoji[wght].ttf"))
        fonts.append(_font("Noto Sans", noto, "NotoSans[wght].ttf"))
        fonts += [_font(f"Noto Sans {name}", noto, f"NotoSans{name}[wght].ttf", script=name) for name in SCRIPTS]
        fonts.append(_font("Noto Sans Symbols", noto, "NotoSansSymbols[wght].ttf"))
    if east_asian:
        fonts.append(_font(EAST_ASIAN, east_asian, "NotoSansCJK-VF.otf.ttc"))
    return tuple(fonts)


@cache
def dejavu() -> Font:
    """The main font of the page, shipped with matplotlib."""
    import matplotlib

    folder = Path(matplotlib.get_data_path(), "fonts", "ttf")
    return _font("DejaVu Sans", folder, "DejaVuSans.ttf", "DejaVuSans-Bold.ttf")


@cache
def plain_dejavu() -> Font:
    """The same font limited to PLAIN characters: the fallback if typst refuses the others."""
    page = dejavu()
    return Font(page.family, page.folder, lambda: frozenset(p for p in page.code_points if PLAIN.match(chr(p))))


def east_asian_family(text: str) -> str:
    """The family of the country whose characters the text uses, as far as it shows."""
    if regex.search(r"[\p{Hiragana}\p{Katakana}]", text):
        return f"{EAST_ASIAN} JP"
    if regex.search(r"\p{Hangul}", text):
        return f"{EAST_ASIAN} KR"
    characters = "".join(regex.findall(r"\p{Han}", text))
    traditional = _encodes(characters, "big5hkscs") and not _encodes(characters, "gb2312")
    return f"{EAST_ASIAN} {'TC' if traditional else 'SC'}"


def _encodes(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _folder(package: str) -> Path | None:
    found = find_spec(package)
    return Path(found.origin).parent if found and found.origin else None


def _font(family: str, folder: Path, *files: str, script: str = "") -> Font:
    """A family; it can print the code points that all of its files have."""

    def load() -> frozenset[int]:
        # The package first: its own import loads ft2font, and deadlocks with a thread that begins with ft2font.
        import matplotlib  # noqa: F401
        from matplotlib.ft2font import FT2Font

        each = (frozenset(FT2Font(str(folder / file)).get_charmap()) for file in files)
        return frozenset.intersection(*each) - frozenset(PRIVATE)

    return Font(family, folder, load, script)
