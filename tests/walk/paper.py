"""Extract text from a PDF, with its position and size."""

from __future__ import annotations

import io

from pypdf import PdfReader


def text_of(pdf: bytes) -> str:
    """All text of the file, with blanks and line ends as single spaces."""
    return " ".join(pages_of(pdf))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, with blanks and line ends as single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def places_of(pdf: bytes) -> list[list[tuple[float, float, float, str]]]:
    """For each page: left edge, height above its foot and size of each piece of text."""
    found: list[list[tuple[float, float, float, str]]] = []

    def look(text: str, user: list[float], own: list[float], _font: object, size: float) -> None:
        if text.strip():
            x, y = (user[at] * own[4] + user[at + 2] * own[5] + user[at + 4] for at in (0, 1))
            found[-1].append((x, y, round(size * abs(user[3] * own[3]), 2), text))

    for page in PdfReader(io.BytesIO(pdf)).pages:
        found.append([])
        page.extract_text(visitor_text=look)
    return found
