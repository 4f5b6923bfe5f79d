"""A hundred scripts in every text field of every form: on every page and in every file they are text and no more."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from html import escape
from html.parser import HTMLParser
from itertools import islice
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, IndirectObject, NameObject, TextStringObject
from walk.forms import Field
from walk.payloads import MARK, PAYLOADS, PRODUCT
from walk.typing_text import Diary, TypingResult, Typist, rolled_back

from tracker.models import User

ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href", "background", "content"}
RAW = [one for one in PAYLOADS if escape(one) != one and one not in map(escape, PAYLOADS)]
"""Payloads that were not escaped if they appear as typed."""
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
"""Text in drawings is between tags, where quotes need no escaping."""
DATA = re.compile(r'<script\b[^>]* type="application/json">(.*?)</script>', re.DOTALL)
"""Data for scripts: JSON, in which quotes are escaped by a backslash."""
IN_A_PDF = {"/JavaScript", "/JS", "/Launch", "/OpenAction", "/EmbeddedFile"}


class ParsedPage(HTMLParser):
    """The elements, attributes, addresses, title and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts, self.addresses, self.title = set[tuple[str, str]](), list[str](), ""
        self._inside, self._texts = "", list[str]()
        self.feed(page)
        self.close()
        self.text = " ".join(self._texts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.parts |= {(tag, ""), *((tag, name) for name, _value in attrs)}
        self.addresses += [value or "" for name, value in attrs if name in ADDRESSES]
        self._texts += [value or "" for _name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        self._texts.append(data)
        if self._inside == "title":
            self.title += data

    def handle_comment(self, data: str) -> None:
        self.parts.add((f"<!--{data}", ""))


def parse(answer: HttpResponse) -> ParsedPage:
    return ParsedPage(answer.content.decode())


def raw_on(page: str) -> Iterator[str]:
    """Yield unescaped payloads. Quotes may be unescaped in drawings. Raises ValueError for invalid JSON data."""
    for data in DATA.findall(page):
        json.loads(data)
    where_quotes_end_something = DATA.sub("", DRAWING.sub("", page))
    for one in RAW:
        is_but_quotes = escape(one, quote=False) == one
        if one in (where_quotes_end_something if is_but_quotes else page):
            yield f"raw {one}"


NOTES_THAT_HOLD_A_LINE = ("div", "aria-labelledby")
"""A part of our own template: pasted notes bring it where a line of them can be understood."""


def wrong_on(answer: HttpResponse, found: ParsedPage, known: set[tuple[str, str]]) -> Iterator[str]:
    """What a payload became more than text on a page; `known` are the elements that pages have with plain words."""
    page = answer.content.decode()
    yield from (f"new part {tag} {name}" for tag, name in found.parts - known)
    yield from (f"address {one}" for one in found.addresses if MARK in one or one.lower().startswith("javascript"))
    yield from raw_on(page)
    if MARK in found.title or PRODUCT in page:
        yield f"title {found.title!r}, or computed"
    if "'none'" not in answer["Content-Security-Policy"] or "unsafe" in answer["Content-Security-Policy"]:
        yield "policy"


def wrong_in(answer: HttpResponse, text: str) -> Iterator[str]:
    """What is wrong with a file that holds what was typed: it is no page, and it is what it says."""
    kind, content = answer["Content-Type"].partition(";")[0], answer.getvalue()
    if "html" in kind or "attachment" not in answer["Content-Disposition"] or MARK in answer["Content-Disposition"]:
        yield f"{kind} {answer['Content-Disposition']}"
    if answer["X-Content-Type-Options"] != "nosniff":
        yield "could be taken for a page"
    if kind.endswith("json"):
        json.loads(content)
    elif kind == "application/zip":
        assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    if PRODUCT in text:
        yield "computed"
    if kind == "application/pdf":
        yield from (f"in the PDF: {name}" for name in IN_A_PDF & names_in_pdf(content))
        if MARK.encode() in content:
            yield "in the PDF outside of its text"


def names_in_pdf(content: bytes) -> set[str]:
    """Every key and name in every object of a PDF; its bytes alone spell any short one by chance, once packed."""
    found, result = set[str](), set[int]()
    waiting: list[Any] = [PdfReader(io.BytesIO(content)).trailer]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in result:
                continue
            result.add(one.idnum)
            one = one.get_object()
        if isinstance(one, dict):
            found |= {str(key) for key in one}
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, NameObject):
            found.add(str(one))
    return found


def text_of(answer: HttpResponse) -> str:
    """The words of a file, as somebody reads them."""
    kind, content = answer["Content-Type"].partition(";")[0], answer.getvalue()
    if kind == "application/pdf":
        read = ["pdftotext", "-", "-"]
        return subprocess.run(read, input=content, capture_output=True, check=True).stdout.decode()
    if kind == "application/zip":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "".join(packed.read(name).decode() for name in packed.namelist())
    return str(content.decode())


def yesterday() -> date:
    return timezone.now().date() - timedelta(days=1)


def packed(one: Field, turn: int) -> str:
    """As many payloads as fit into the field, beginning with another one in each field (short form)."""
    length = int(one.attributes.get("maxlength") or 200)
    text = PAYLOADS[turn % len(PAYLOADS)]
    for n in range(1, len(PAYLOADS)):
        more = PAYLOADS[(turn + n) % len(PAYLOADS)]
        if "\x00" not in more and len(text) + len(more) < length:
            text += f" {more}"
    return text


def plain(one: Field, turn: int) -> str:
    """Harmless text, or text that every form refuses, so that error messages are known too."""
    return "a\x00b" if turn % 2 else f"walk {turn}"


def plain_the_other_way_round(one: Field, turn: int) -> str:
    """Harmless text where it was to be refused."""
    return plain(one, turn + 1)


BASELINE: tuple[Typist, ...] = (plain, plain_the_other_way_round)
"""What pages hold after these is known."""


PARTS = 10
"""Parts of the long form, to run separately. Each types every tenth payload."""


@pytest.fixture(params=["packed", *(pytest.param(n, marks=pytest.mark.long) for n in range(PARTS))])
def rounds(
    request: pytest.FixtureRequest, alice: User, alice_client: Client, one_of_each: Callable[[User], Any]
) -> Iterator[TypingResult]:
    """Alice's diary after each round of typing. The first two rounds type plain words."""
    one_of_each(alice)
    typists: list[Typist] = [packed]
    if request.param != "packed":
        typists = [lambda one, turn, text=text: text for text in PAYLOADS[request.param :: PARTS]]

    def run() -> Iterator[TypingResult]:
        her = Diary(alice, alice_client, yesterday())
        for typist in (*BASELINE, *typists):
            with rolled_back():
                result = her.type_into_all_forms(typist)
                her.open_pages(result)
                # Files need no baseline.
                if typist not in BASELINE:
                    her.open_files(result)
                yield result

    return run()


def test_payloads_are_unique_and_marked() -> None:
    assert len(set(PAYLOADS)) == 100
    assert [one for one in PAYLOADS if MARK not in one] == []


def test_scripts_are_text_on_every_page_and_in_every_file(rounds: Iterator[TypingResult]) -> None:
    wrong, shown, in_files = set(), set[str](), set[str]()
    plain_pages = [page for result in islice(rounds, len(BASELINE)) for page in result.pages]
    known = {part for _path, answer in plain_pages for part in parse(answer).parts} | {NOTES_THAT_HOLD_A_LINE}
    for result in rounds:
        assert result.typed > 25
        for path, answer in result.pages:
            found = parse(answer)
            wrong |= {f"{path}: {what}" for what in (*wrong_on(answer, found, known), *broken(answer))}
            shown |= {path} if MARK in found.text else set()
        for path, answer in result.files:
            text = text_of(answer)
            wrong |= {f"{path}: {what}" for what in wrong_in(answer, text)}
            in_files |= {path} if MARK in text else set()
    assert wrong == set()
    # Otherwise no payload was shown, and nothing was tested.
    assert len(shown) > 15, shown
    assert len(in_files) > 3, in_files


def broken(answer: HttpResponse) -> list[str]:
    return [f"status {answer.status_code}"] if answer.status_code >= 500 else []


def test_a_script_in_a_pdf_would_be_found() -> None:
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/Action")] = DictionaryObject(script)
    writer.write(file)
    assert {"/JavaScript", "/JS"} <= names_in_pdf(file.getvalue())


QUOTE = next(one for one in RAW if one.startswith('"/onload'))


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (f"<p title='{QUOTE}'>a</p>", [f"raw {QUOTE}"]),
        (f"<svg><text>{QUOTE}</text></svg>", []),
        (f'<script id="a" type="application/json">"\\{QUOTE}"</script>', []),
    ],
)
def test_finds_unescaped_quotes(page: str, found: list[str]) -> None:
    assert list(raw_on(page)) == found


def test_finds_unescaped_quotes_in_data() -> None:
    with pytest.raises(ValueError, match="Extra data"):
        list(raw_on(f'<script id="a" type="application/json">"{QUOTE}"</script>'))
