"""Whatever a person writes can be printed: letters of every script that has a font, else a name in brackets."""

from __future__ import annotations

import io
import random
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unicodedata import normalize
from uuid import UUID

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from tracker import diary
from tracker.core.demo import believable
from tracker.core.records import Diary, Exposure, Medicine, Reading, Relief, Summary, Visit
from tracker.core.reference.limits import UNIT_CHARS
from tracker.core.reports import SummaryContext, build_summary, to_pdf
from tracker.core.reports.pdf.fonts import shipped_fonts
from tracker.models import User

LAST = date(2026, 6, 16)
TODAY = LAST + timedelta(days=1)
WORDS = {
    "Arabic": "الجفن يرتعش",
    "Hebrew": "העפעף קופץ",
    "Polish": "powieka drży, żółć",
    "Vietnamese": "mí mắt giật",
    "Chinese": "眼皮跳动",
    "Japanese": "まぶたのけいれん",
    "Korean": "눈꺼풀 떨림",
    "Thai": "ตาซ้ายกระตุก",
    "Tamil": "கண் துடிப்பு",
    "Devanagari": "आँख फड़कना, स्त्री, क्षण",
    "Bengali": "চোখ কাঁপা",
    "combining marks": "e\u0323\u0302 o\u0308 n\u0303",
}
EMOJI = (
    "1\ufe0f\u20e3", "😮\u200d💨", "🇩🇪", "👍🏿", "👩🏽\u200d🚀", "👨\u200d👩\u200d👧\u200d👦", "❤\ufe0f", "🫨",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
)  # fmt: skip
NO_FONT = "ᠮᠣᠩᠭᠣᠯ"
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\ufeff]")
TEXTS = 20_000
"""How many are set with --long; a twentieth of it otherwise."""
JOINING = (
    *"1#a☕🇩🇪👩🚀❤😮💨🏴คิ้วำกक्षि்ரபبےאָ각가眼ぶ", "\u200d", "\u200c", "\ufe0f", "🏽", "\u20e3", "\u0301", "\u1dc4",
    "\ue000", "\U0001d165", "\U000e0067", "\U000e007f",
)  # fmt: skip


def with_words(kept: Diary, words: Sequence[str]) -> Diary:
    """The diary with these words in everything that a person can word, one after the other."""
    names = [UUID(int=at) for at in range(1, len(words) + 1)]
    days = [LAST - timedelta(days=at) for at in range(60)]
    own = [
        Exposure(name, f"own_{at}", each, each[:UNIT_CHARS], Summary.SUM)
        for at, (name, each) in enumerate(zip(names, words, strict=True))
    ]
    return replace(
        kept,
        episodes=tuple(
            replace(one, note=words[at % len(words)], blamed=(words[at % len(words)],),
                    reliefs=(Relief(words[at % len(words)], True),))
            for at, one in enumerate(kept.episodes)
        ),
        exposures=tuple(own),
        readings=tuple(Reading(one.id, one.key, day, float(day.day % 3)) for one in own[:8] for day in days),
        medicines=tuple(
            Medicine(name, each, started=LAST - timedelta(days=9), dose=each, why=each)
            for name, each in zip(names, words, strict=True)
        ),
        doses=(), injections=(),
        visits=(Visit(UUID(int=1), LAST - timedelta(days=20), who=words[0], agreed=words[-1], findings=words[1]),
                Visit(UUID(int=2), TODAY, questions=tuple(words))),
    )  # fmt: skip


def printed(kept: Diary) -> bytes:
    return to_pdf(build_summary(kept, TODAY, context=SummaryContext(whole=kept)), annex=True)


def read(pdf: bytes, folder: Path) -> str:
    """The text of a PDF as poppler reads it, one blank between words."""
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    return normalize("NFC", " ".join(INVISIBLE.sub("", text).split()))


def fonts_of(pdf: bytes) -> set[str]:
    """The families that are embedded."""
    found = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        found |= {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in resources["/Font"].values()}
    return {name.partition("-")[0] for name in found}


@pytest.fixture(scope="module")
def sixty_days() -> Diary:
    return believable(LAST, 60, 1)


@pytest.fixture(scope="module")
def in_all_scripts(sixty_days: Diary) -> bytes:
    return printed(with_words(sixty_days, (*WORDS.values(), *EMOJI, NO_FONT)))


@pytest.mark.parametrize("script", WORDS)
def test_letters_of_every_script_are_read_back(script: str, in_all_scripts: bytes, tmp_path: Path) -> None:
    assert normalize("NFC", WORDS[script]) in read(in_all_scripts, tmp_path)


@pytest.mark.parametrize("emoji", EMOJI)
def test_emoji_are_read_back(emoji: str, in_all_scripts: bytes, tmp_path: Path) -> None:
    assert INVISIBLE.sub("", emoji) in read(in_all_scripts, tmp_path)


def test_what_has_no_font_is_named_and_the_page_says_what_to_do(in_all_scripts: bytes, tmp_path: Path) -> None:
    text = read(in_all_scripts, tmp_path)
    assert "[6 letters in Mongolian]" in text
    assert "Some characters could not be printed" in text


def test_no_font_of_boxes_or_formulas_is_used(in_all_scripts: bytes) -> None:
    families = fonts_of(in_all_scripts)
    assert {"NotoSansDevanagari", "NotoSansThai", "NotoSansTamil", "NotoEmoji", "NotoSansCJKjp"} <= families
    assert [name for name in families if not name.startswith(("DejaVuSans", "Noto"))] == []


def test_latin_words_bring_no_other_font(sixty_days: Diary, tmp_path: Path) -> None:
    latin = printed(with_words(sixty_days, (WORDS["Polish"], WORDS["Vietnamese"])))
    assert fonts_of(latin) == {"DejaVuSans"}
    assert "could not be printed" not in read(latin, tmp_path)


def test_page_and_command_print_them(sixty_days: Diary, alice: User, alice_client: Client, tmp_path: Path) -> None:
    diary.save(alice, with_words(sixty_days, (*WORDS.values(), *EMOJI, NO_FONT)), timezone.now())
    by_page = alice_client.get("/doctor/summary.pdf", {"annex": "on"})
    assert by_page.status_code == 200
    file = tmp_path / "by_command.pdf"
    period = ("--from", "2026-04-18", "--to", "2026-06-16")
    call_command("doctor_summary", "--user", "alice", *period, "--format", "pdf", "--annex", "--output", str(file))
    for pdf in (by_page.content, file.read_bytes()):
        assert WORDS["Korean"] in read(pdf, tmp_path)


def made_up(chance: random.Random) -> str:
    """A text of up to twelve code points: any at all, those that fonts have, or those that join with others."""
    fonts = shipped_fonts()
    kinds = (
        lambda: chr(chance.choice((chance.randrange(0x20, 0xD800), chance.randrange(0xE000, 0x110000)))),
        lambda: chr(chance.choice(tuple(chance.choice(fonts).code_points))),
        lambda: chance.choice(JOINING),
    )
    kind = chance.choice(kinds)
    return "".join(kind() for _ in range(chance.randint(1, 12)))


def batches(how_many: int) -> Iterator[list[str]]:
    chance = random.Random(14)
    for _ in range(how_many // 1_000):
        yield [made_up(chance) for _ in range(1_000)]


def test_generated_texts_are_all_printed(sixty_days: Diary, is_long: bool) -> None:
    """Typst takes each of them: what it refuses would be set in DejaVu Sans alone."""
    episode = sixty_days.episodes[0]
    for texts in batches(TEXTS if is_long else TEXTS // 20):
        noted = tuple(replace(episode, id=UUID(int=at), note=text) for at, text in enumerate(texts))
        named = with_words(sixty_days, texts[:40])
        assert {"NotoSansCJKjp", "NotoEmoji"} <= fonts_of(printed(replace(named, episodes=noted)))
