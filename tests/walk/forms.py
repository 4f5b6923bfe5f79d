"""Parse the forms of a page as a browser does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.urls import resolve

CHOSEN = {"radio", "checkbox"}
NOT_TYPED = {"hidden", "submit", "button", "reset", "image"}


@dataclass
class Field:
    """A form field. `values` would be sent now, `offered` are the choices."""

    name: str
    kind: str
    attributes: dict[str, str] = field(default_factory=dict)
    values: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)

    @property
    def is_typed(self) -> bool:
        """Whether a person can type into it."""
        return self.kind not in CHOSEN | NOT_TYPED | {"select", "file"}

    @property
    def is_needed(self) -> bool:
        """Whether a browser refuses to send it empty."""
        return "required" in self.attributes


@dataclass
class PageForm:
    """A form on a page."""

    page: str
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The URL name of the target, with the names of the buttons."""
        match = resolve(urlsplit(self.action).path)
        return " ".join([match.view_name, *sorted({name for name, _value in self.buttons})])

    def current_values(self) -> dict[str, list[str]]:
        """What a browser would send now, without the CSRF token."""
        return {name: list(one.values) for name, one in self.fields.items() if one.values}


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms = page, list[PageForm]()
        self._inside: PageForm | None = None
        self._select: Field | None = None
        self._area: Field | None = None
        self._is_pattern = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value if value is not None else "" for name, value in attrs}
        if tag == "template":
            self._is_pattern = True
        elif self._is_pattern:
            # A pattern for scripts is no part of the page.
            return
        elif tag == "form":
            self._inside = PageForm(
                self.page, attributes.get("action") or self.page, attributes.get("method", "get").lower()
            )
            self.forms.append(self._inside)
        elif tag == "option" and self._select:
            self._select.offered.append(attributes.get("value", ""))
            if "selected" in attributes:
                self._select.values.append(attributes.get("value", ""))
        elif self._inside:
            self._take(self._inside, tag, attributes)

    def _take(self, form: PageForm, tag: str, attributes: dict[str, str]) -> None:
        name, kind = attributes.get("name", ""), attributes.get("type", "submit" if tag == "button" else "text")
        if not name or name == "csrfmiddlewaretoken":
            return
        if attributes.get("inputmode") in ("decimal", "numeric"):
            kind = "number"
        if kind == "submit":
            form.buttons.append((name, attributes.get("value", "")))
        elif tag == "select":
            self._select = form.fields.setdefault(name, Field(name, "select", attributes))
        elif tag == "textarea":
            self._area = form.fields.setdefault(name, Field(name, "textarea", attributes))
            self._area.values.append("")
        elif tag == "input":
            one = form.fields.setdefault(name, Field(name, kind, attributes))
            value = attributes.get("value", "on" if kind == "checkbox" else "")
            if kind in CHOSEN:
                one.offered.append(value)
            if kind not in CHOSEN or "checked" in attributes:
                one.values.append(value)

    def handle_data(self, data: str) -> None:
        if self._area:
            # Browsers drop a line end directly after the tag.
            typed = self._area.values
            typed[0] += data if typed[0] else data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._is_pattern = False
        elif tag == "form":
            self._inside = None
        elif tag == "select":
            if self._select and not self._select.values and "multiple" not in self._select.attributes:
                # Browsers select the first choice.
                self._select.values = self._select.offered[:1]
            self._select = None
        elif tag == "textarea":
            self._area = None


def forms_in(page: str, text: str) -> list[PageForm]:
    """Return all forms of the page with the path `page`, in order."""
    reader = _Reader(page)
    reader.feed(text)
    return reader.forms


def form_with(text: str, names: Iterable[str]) -> PageForm:
    """Return the form that has most of these fields."""
    return max(forms_in("", text), key=lambda form: len(form.fields.keys() & set(names)))
