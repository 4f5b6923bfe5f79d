"""The fonts that are shipped: what they can print, and which of them a text gets."""

from __future__ import annotations

import pytest

from tracker.core.reports.pdf.fonts import Font, dejavu, east_asian_family, plain_dejavu, shipped_fonts


def font_of(letters: str) -> Font:
    return Font("F", dejavu().folder, lambda: frozenset(map(ord, letters)))


def family_of(cluster: str) -> str:
    return next(font.family for font in shipped_fonts() if not font.split(cluster)[1])


@pytest.mark.parametrize(
    ("cluster", "family"),
    [
        ("a", "DejaVu Sans"),
        ("Ż", "DejaVu Sans"),
        ("ế", "DejaVu Sans"),
        ("ש", "DejaVu Sans"),
        ("ج", "DejaVu Sans"),
        ("ے", "Noto Sans Arabic"),
        ("स्त्री", "Noto Sans Devanagari"),
        ("நி", "Noto Sans Tamil"),
        ("น้ำ", "Noto Sans Thai"),
        ("眼", "Noto Sans CJK"),
        ("눈", "Noto Sans CJK"),
        ("ぶ", "Noto Sans CJK"),
        ("1\ufe0f\u20e3", "Noto Emoji"),
        ("😮\u200d💨", "Noto Emoji"),
        ("🇩🇪", "Noto Emoji"),
        ("👍🏿", "Noto Emoji"),
    ],
)
def test_the_first_font_that_has_all_of_a_cluster(cluster: str, family: str) -> None:
    assert family_of(cluster) == family


def test_parts_of_a_cluster_in_two_fonts_do_not_make_it_printable() -> None:
    one, other = font_of("क"), font_of("ि")
    assert one.split("कि") == ("क", "ि")
    assert other.split("कि") == ("", "कि")


def test_a_letter_is_composed_or_taken_apart_where_the_font_has_it_so() -> None:
    composed, apart = (font_of(letters) for letters in ("é", "e\u0301"))
    assert composed.split("e\u0301") == ("é", "")
    assert apart.split("é") == ("e\u0301", "")


def test_what_is_never_printed_needs_no_font() -> None:
    assert dejavu().split("a\u200d\ufe0f") == ("a\u200d\ufe0f", "")


def test_every_font_is_there() -> None:
    assert len(shipped_fonts()) == 24
    assert [font.family for font in shipped_fonts() if len(font.code_points) < 80] == []


def test_bold_type_has_what_regular_type_has() -> None:
    """The page sets answers in bold: 𝖠 is in DejaVu Sans, and not in DejaVu Sans Bold."""
    assert ord("𝖠") not in dejavu().code_points


def test_code_points_without_a_meaning_are_in_no_font() -> None:
    assert all(0xF400 not in font.code_points for font in shipped_fonts())


def test_plain_letters_join_with_nothing() -> None:
    assert {"a", "ß", "ő", "ω", "ж", "–", "…", "−"} <= set(map(chr, plain_dejavu().code_points))
    assert not {"\u0301", "ج", "\u200d"} & set(map(chr, plain_dejavu().code_points))


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("睡眠不足とまぶた", "Noto Sans CJK JP"),
        ("눈꺼풀 眼", "Noto Sans CJK KR"),
        ("眼皮跳动", "Noto Sans CJK SC"),
        ("眼皮跳動", "Noto Sans CJK TC"),
        ("眼", "Noto Sans CJK SC"),
    ],
)
def test_a_text_gets_the_characters_of_its_country(text: str, family: str) -> None:
    assert east_asian_family(text) == family
