"""Invalid JSON, oversized JSON, and finding the line of a value."""

from __future__ import annotations

import json
import math
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.formats.json.text import (
    MAX_OBJECTS,
    MAX_VALUES,
    OBJECT_BYTES,
    VALUE_BYTES,
    Lines,
    head_of,
    parse,
)
from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError
from tracker.core.formats.validation.violations import Path
from tracker.core.reference.limits import DIARY_FILE_BYTES


def refusal(data: bytes) -> tuple[FileProblem, ...]:
    with pytest.raises(FileRefusedError) as refused:
        parse(data)
    return refused.value.problems


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"", 1, "This is not JSON that can be read: Expecting value."),
        (b'{\n"a": 1,\n"b" 2}', 3, "This is not JSON that can be read: Expecting ':' delimiter."),
        (b'["a\x00b"]', 1, "This is not JSON that can be read: Invalid control character at."),
        (b'{\n"a": "\xff"}', 2, "The text is not UTF-8."),
        ('["ä"]'.encode("utf-16")[:-1], 1, "The text is not UTF-8."),
        (b"[\n" + b"[" * 5_000, 2, "There are too many brackets within brackets."),
        (b'["[[[[",\n' + b'{"a":' * 5_000, 2, "There are too many brackets within brackets."),
        (b"[" + b"1," * MAX_VALUES + b"1,1]", 1, "The file holds more than 4000000 values."),
        (b"[" + b"{}," * MAX_OBJECTS + b"{}]", 1, "The file holds more than 1000000 entries and lists."),
        (b"[" + b"[]," * MAX_OBJECTS + b"[]]", 1, "The file holds more than 1000000 entries and lists."),
        (b" " * (DIARY_FILE_BYTES + 1), 1, "The file is larger than 50 MB."),
    ],
    ids=[
        "empty",
        "no colon",
        "control character",
        "latin-1",
        "utf-16",
        "lists",
        "objects",
        "many",
        "many objects",
        "many lists",
        "large",
    ],
)
def test_invalid_json_is_refused_with_its_line(data: bytes, line: int, reason: str) -> None:
    assert refusal(data) == (FileProblem(line, reason),)


@pytest.mark.parametrize("one", ['{{"a":"{n}"}}', '{{"{n}":{n}.5}}', "[{n}.5]", '"{n}"', "{n}.5"])
def test_a_parsed_text_takes_no_more_memory_than_its_limits_say(one: str) -> None:
    """A million small objects and four million values stay below a gigabyte."""
    number = 20_000
    data = f"[{','.join(one.format(n=n) for n in range(number))}]".encode()
    tracemalloc.start()
    try:
        document = parse(data)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    has_objects = one.startswith(("{", "["))
    assert most - 2 * len(document.text) < number * ((OBJECT_BYTES if has_objects else 0) + VALUE_BYTES)


def test_the_head_ends_at_the_first_list_or_object() -> None:
    assert head_of(b' {"format": "x", "version": 3,\n"old": null, "person": {"a": 1}, "version": 4}').value == {
        "format": "x",
        "version": 3,
        "old": None,
    }
    assert head_of(b'{"a": "x\\"y", "format": "z"}').value == {}
    assert [head_of(data).value for data in (b"", b"[1]", b"\xff", b"  ")] == [{}, {}, {}, {}]


def test_invalid_numbers_become_non_finite() -> None:
    value = parse(b"[NaN, Infinity, -Infinity, 1e999, " + b"7" * 6_000 + b"]").value
    assert isinstance(value, list)
    assert not any(math.isfinite(number) for number in value)


LAID_OUT = """{
 "a": [1,
   {"b": "[\\"{", "c": {
      "d": null}},
   3],
 "e": []
}"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("a",), 2),
        (("a", 0), 2),
        (("a", 1), 3),
        (("a", 1, "c"), 3),
        (("a", 1, "c", "d"), 4),
        (("a", 2), 5),
        (("e",), 6),
        (("a", 1, "missing"), 3),
        (("a", 1, "c", "d", "deeper"), 4),
        (("missing", 0), 1),
    ],
)
def test_a_value_is_found_on_its_line(path: Path, line: int) -> None:
    assert Lines(LAID_OUT).of(path) == line


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def leaves(value: object, path: Path = ()) -> list[tuple[Path, object]]:
    if isinstance(value, dict):
        return [leaf for key, part in value.items() for leaf in leaves(part, (*path, key))]
    if isinstance(value, list):
        return [leaf for index, part in enumerate(value) for leaf in leaves(part, (*path, index))]
    return [(path, value)]


@given(values)
def test_the_line_of_every_value_is_found(value: object) -> None:
    """json.dumps writes one value per line, which gives an independent way to find it."""
    text = json.dumps(value, indent=1)
    lines = Lines(text)
    for path, leaf in leaves(value):
        assert text.split("\n")[lines.of(path) - 1].rstrip(",").endswith(json.dumps(leaf))


def test_lines_are_found_at_the_recursion_limit() -> None:
    found = []
    for depth in range(800, 1_000):
        data = b'{"x":\n' + b"[" * depth + b"]" * depth + b', "y": 1}'
        try:
            found.append(Lines(parse(data).text).of(("y",)))
        except FileRefusedError as refused:
            found.extend(problem.line for problem in refused.problems)
    assert found == [2] * 200
