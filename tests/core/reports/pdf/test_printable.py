"""Texts are fitted to fonts: letters where there are any, else a name in brackets, and never no page."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from tracker.core.charts.forest import forest_svg
from tracker.core.reference.graphemes import clusters
from tracker.core.reports.pdf.fonts import Font, dejavu, plain_dejavu, shipped_fonts
from tracker.core.reports.pdf.printable import NOT_PRINTED, Fitting, typeset_any_text
from tracker.core.reports.triggers.exposure_ratios import ExposureRatio

MADE = datetime(2026, 6, 17, tzinfo=UTC)
PAGE = b"""#let data = json("data.json")
#set document(title: "A page")
#set text(font: data.fonts.map(font => font.name), fallback: false)
#data.text #data.not_printed"""
NAMED = re.compile(r"\[(emoji: .+|sign: .+|\d+ letters? in .+)\]")


def fitting() -> Fitting:
    return Fitting(shipped_fonts(), str)


def page_of(text: str, **more: list[list[Font]]) -> str:
    files = {"main.typ": PAGE, "data.json": json.dumps({"text": text}).encode()}
    return PdfReader(io.BytesIO(typeset_any_text(files, str, MADE, **more))).pages[0].extract_text()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("sleep – 7 h", "sleep – 7 h"),
        ("眼皮 tic 1\ufe0f\u20e3", "眼皮 tic 1\ufe0f\u20e3"),
        ("ᠮᠣᠩᠭᠣᠯ ᠦᠰᠦᠭ, 2", "[10 letters in Mongolian], 2"),
        ("one ᠮ", "one [1 letter in Mongolian]"),
        ("མིག་འགུལ", "[6 letters in Tibetan]"),
        ("key 𝄞", "key [sign: musical symbol g clef]"),
        ("\ue000", "[sign: U+E000]"),
        ("new \U0001fae9", "new [emoji: U+1FAE9]"),
        ("a\U0001d165", "a[sign: musical symbol combining stem]"),
        ("\ud800", "[sign: U+D800]"),
    ],
)
def test_a_text_is_letters_or_names(text: str, printed: str) -> None:
    fitted = fitting()
    assert fitted.text(text) == printed
    assert fitted.names_some == (printed != text)


def test_without_their_fonts_emoji_and_other_scripts_are_named() -> None:
    page_alone = Fitting([dejavu()], str)
    assert page_alone.text("step 1\ufe0f\u20e3 🇩🇪 🚀") == "step [emoji: keycap 1] [emoji: flag DE] [emoji: rocket]"
    assert page_alone.text("眼皮跳动, 눈꺼풀, まぶた") == (
        "[4 letters in Chinese], [3 letters in Korean], [3 letters in Japanese]"
    )
    assert page_alone.folders() == [str(dejavu().folder)]


def test_names_are_in_the_language_of_the_page() -> None:
    german = {"[%(count)d letters in %(script)s]": "[%(count)d Buchstaben in %(script)s]"}
    assert Fitting(shipped_fonts(), lambda text: german.get(text, text)).text("ᠮᠣ") == "[2 Buchstaben in Mongolian]"


def test_latin_text_needs_no_other_font_nor_a_look_at_them() -> None:
    shipped_fonts.cache_clear()
    fitted = fitting()
    fitted.tree({"a": ["Żółć", "mắt giật", {"b": "Είναι; −1 ≥ 0 …"}], "c": 3})
    assert fitted.families() == [{"name": "DejaVu Sans", "covers": ""}]
    assert fitted.folders() == [str(dejavu().folder)]
    assert [font.family for font in shipped_fonts()[1:] if "code_points" in vars(font)] == []


def test_a_document_asks_for_the_fonts_that_it_needs() -> None:
    fitted = fitting()
    fitted.tree(["ہے", "まぶた"])
    assert [(font["name"], font["covers"]) for font in fitted.families()] == [
        ("Noto Sans Arabic", "Arabic"),
        ("DejaVu Sans", ""),
        ("Noto Sans Arabic", ""),
        ("Noto Sans CJK JP", ""),
    ]
    assert len(fitted.folders()) == 3


@given(st.text(max_size=20))
def test_each_cluster_is_printed_or_named(text: str) -> None:
    for cluster in clusters(text):
        fitted = fitting()
        printed = fitted.text(cluster)
        if fitted.names_some:
            assert NAMED.search(printed)
        else:
            assert normalize("NFC", printed) == normalize("NFC", cluster)


def test_labels_that_a_drawing_cannot_hold_are_set_apart() -> None:
    ratios = [ExposureRatio(name, 1.2, 0.9, 1.5, True) for name in ("Sleep, späť, ύπνος", "ปวดหัว", "Tom & 눈")]
    svg, labels = fitting().drawing(forest_svg(ratios))
    assert [label["text"] for label in labels] == ["ปวดหัว", "Tom & 눈"]
    assert "Sleep, späť, ύπνος</text>" in svg
    assert "ปวดหัว</text>" not in svg
    assert {label["anchor"] for label in labels} == {"end"}
    assert all(0 < float(str(label[key])) < 1 for label in labels for key in ("x", "y", "size"))


def test_letters_that_have_no_font_are_named_on_the_page() -> None:
    page = page_of("ᠮᠣᠩᠭᠣᠯ")
    assert "[6 letters in Mongolian]" in page
    assert NOT_PRINTED[:40] in page
    assert NOT_PRINTED[:40] not in page_of("Quiet morning")


def test_what_typst_refuses_is_set_in_fewer_fonts() -> None:
    """A font with a missing glyph simulates unknown characters."""
    lies = [Font("DejaVu Sans", dejavu().folder, lambda: frozenset(range(0x20, 0x20000)))]
    assert "tic e\u0323 [2 letters in Chinese]" in page_of("tic e\u0323 眼皮", choices=[lies, [dejavu()]])
    plain = page_of("tic ج 眼", choices=[lies, lies, [plain_dejavu()]])
    assert "tic [1 letter in Arabic] [1 letter in Chinese]" in plain
