"""Templates are laid out for reading: short lines, one element a line. `djhtml` and `djade` check the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
MAX_LINE = 120
BLOCK_ELEMENT = re.compile(
    r"<(?:address|article|aside|dd|details|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|li|link|main|meta|nav"
    r"|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)[ >]"
)


def lines() -> Iterator[tuple[str, str]]:
    for path in sorted(TEMPLATES.rglob("*.html")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path.relative_to(TEMPLATES)}:{number}", line


def test_template_lines_are_short() -> None:
    assert [place for place, line in lines() if len(line) > MAX_LINE] == []


def test_one_block_element_a_line() -> None:
    assert [place for place, line in lines() if len(BLOCK_ELEMENT.findall(line)) > 1] == []
