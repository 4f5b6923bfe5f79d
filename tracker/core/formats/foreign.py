"""Recognise files that are not diaries by their content, so that a refusal can say what they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.core.formats.dialect import find_delimiter, split_header
from tracker.core.formats.encoding import UTF_16_MARKS
from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError
from tracker.core.formats.validation.violations import printable
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

ZIP = b"PK"
HEAD_BYTES = 4_096
TAIL_BYTES = 8_192
"""A zip's list of files is at its end."""

MAX_COLUMNS_SHOWN = 8

DIARY = _("Levator reads the file that “Download my diary” gives (JSON), and the zip of its tables.")
DAY_TABLE = "A day table is a CSV file with the columns date and episodes, and one for each exposure."

PICTURE = _("This is a picture.")
PACKED = _("This is packed in a way that Levator does not read.")
WEB_PAGE = _("This is a web page (HTML). Perhaps the page was saved in place of the file.")
WORKBOOK = _("This is a workbook of a spreadsheet program. Save each sheet as CSV in UTF-8.")
APPLE_HEALTH = _("This is an export of Apple Health. Levator does not read it.")
BACKUP = _("This is the backup of a whole Levator. Whoever runs Levator puts it back with manage.py restore.")

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", _("This is a PDF.")),
    (b"\x89PNG\r\n", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"SQLite format 3\0", BACKUP),
    (b"age-encryption.org/v1\n", BACKUP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", WORKBOOK),
    (b"\x1f\x8b", PACKED),
    (b"7z\xbc\xaf\x27\x1c", PACKED),
    (b"Rar!\x1a\x07", PACKED),
    (b"{\\rtf", _("This is a text document (RTF).")),
)
"""File signatures, and the kind of file each means."""

ZIP_MEMBERS: tuple[tuple[bytes, str], ...] = (
    (b"xl/workbook", WORKBOOK),
    (b"opendocument.spreadsheet", WORKBOOK),
    (b"word/document", _("This is a text document (Word).")),
    (b"apple_health_export/", APPLE_HEALTH),
)
"""Names at the beginning of a zip or in its list of files, and the kind of file each means."""


@dataclass(frozen=True)
class ForeignFile:
    """The kind of a file: a message and its values."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)


def refuse_no_diary(data: bytes, tables: Mapping[str, frozenset[str]], translate: Translate = str) -> None:
    """Raise FileRefusedError if a file is recognised as something else than a diary.

    `tables` maps the file name of each of our tables to its columns.
    """
    if found := _by_signature(data) or _one_table(data, tables) or _other_text(data):
        raise _refused(found, DIARY, translate)


def refuse_no_day_table(data: bytes) -> None:
    """Raise FileRefusedError if a file is recognised as something else than a day table."""
    if found := _by_signature(data) or _is_zip(data) or _is_json(data):
        raise _refused(found, DAY_TABLE, str)


def refuse_other_json(value: object, translate: Translate) -> None:
    """Raise FileRefusedError for a JSON document that is not a diary."""
    if isinstance(value, dict) and value.get("resourceType") is not None:
        raise _refused(ForeignFile(_("This is a FHIR file, made for the doctor's programs.")), DIARY, translate)
    if isinstance(value, dict) and "format_version" in value:
        raise _refused(ForeignFile(_("This is the summary for the doctor.")), DIARY, translate)
    if not isinstance(value, dict) or "format" not in value:
        raise _refused(ForeignFile(_("This is JSON of another program.")), DIARY, translate)


def _refused(found: ForeignFile, wanted: str, translate: Translate) -> FileRefusedError:
    return FileRefusedError((FileProblem(0, f"{translate(found.text) % found.values} {translate(wanted)}"),))


def _by_signature(data: bytes) -> ForeignFile | None:
    """Recognise a file by its first bytes."""
    if not data[:HEAD_BYTES].strip() and not data.strip():
        return ForeignFile(_("The file is empty."))
    for signature, text in SIGNATURES:
        if data.startswith(signature):
            return ForeignFile(text)
    if data[:4] == b"RIFF" or data[4:8] == b"ftyp":
        return ForeignFile(_("This is a picture, a sound or a film."))
    if data.startswith(ZIP):
        names = data[:HEAD_BYTES] + data[-TAIL_BYTES:]
        return next((ForeignFile(text) for name, text in ZIP_MEMBERS if name in names), None)
    head = _head(data).lstrip().lower()
    if "\0" in head:
        return ForeignFile(_("This is not text."))
    return _xml(head) if head.startswith("<") else None


def _xml(head: str) -> ForeignFile:
    if "<healthdata" in head or "doctype healthdata" in head:
        return ForeignFile(APPLE_HEALTH)
    return ForeignFile(
        WEB_PAGE if "<html" in head or "doctype html" in head else _("This is an XML file of another program.")
    )


def _one_table(data: bytes, tables: Mapping[str, frozenset[str]]) -> ForeignFile | None:
    """Recognise a single table of ours, taken out of its zip."""
    names = _header(data)
    for name, columns in tables.items():
        if len(names) > 1 and {*names} <= columns:
            return ForeignFile(_("This is one table of a diary, “%(name)s”. The whole zip is needed."), {"name": name})
    return None


def _other_text(data: bytes) -> ForeignFile | None:
    """Recognise text that is not JSON: a table of another program, or prose."""
    if data.startswith(ZIP) or _is_json(data):
        return None
    names = _header(data)
    if len(names) < 2:
        return ForeignFile(_("This is text, but not a diary."))
    if names[:2] == ["date", "episodes"]:
        return ForeignFile(_("This is a day table, which the command find_triggers reads."))
    if {*names} == {"section", "item", "value"}:
        return ForeignFile(_("This is the summary for the doctor."))
    columns = ", ".join(map(printable, names[:MAX_COLUMNS_SHOWN])) + ("…" if len(names) > MAX_COLUMNS_SHOWN else "")
    return ForeignFile(
        _("This is a table (CSV) of another program, with the columns %(columns)s."), {"columns": columns}
    )


def _is_zip(data: bytes) -> ForeignFile | None:
    return ForeignFile(_("This is a zip.")) if data.startswith(ZIP) else None


def _is_json(data: bytes) -> ForeignFile | None:
    is_json = _head(data).lstrip().startswith(("{", "["))
    return ForeignFile(_("This is JSON. A diary is read in with import_diary.")) if is_json else None


def _header(data: bytes) -> list[str]:
    """Return the names in the first line."""
    line = next(iter(_head(data).splitlines()), "")
    return [name for name in split_header(line, find_delimiter(line, ())) if name]


def _head(data: bytes) -> str:
    """Decode the first bytes of a text."""
    encoding = "utf-16" if data.startswith(UTF_16_MARKS) else "utf-8-sig"
    return data[:HEAD_BYTES].decode(encoding, "replace")
