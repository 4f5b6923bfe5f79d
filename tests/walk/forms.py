"""Every form on a page, read as a browser reads it: where it goes, what it holds, what may be typed in it."""

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
    """One name in a form. `values` are what would be sent now, `offered` what can be chosen."""

    name: str
    kind: str
    said: dict[str, str] = field(default_factory=dict)
    values: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)

    @property
    def is_typed(self) -> bool:
        """Whether a person can type into it."""
        return self.kind not in CHOSEN | NOT_TYPED | {"select", "file"}

    @property
    def is_needed(self) -> bool:
        """Whether a browser refuses to send it empty."""
        return "required" in self.said


@dataclass
class PageForm:
    """A form, and its page."""

    page: str
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the address it is sent to, with its buttons' names."""
        match = resolve(urlsplit(self.action).path)
        return " ".join([match.view_name, *sorted({name for name, _value in self.buttons})])

    def as_it_stands(self) -> dict[str, list[str]]:
        """What a browser would send now; the token is the client's own affair."""
        return {name: list(one.values) for name, one in self.fields.items() if one.values}


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms = page, list[PageForm]()
        self._inside: PageForm | None = None
        self._select: Field | None = None
        self._area: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value if value is not None else "" for name, value in attrs}
        if tag == "form":
            self._inside = PageForm(self.page, said.get("action") or self.page, said.get("method", "get").lower())
            self.forms.append(self._inside)
        elif tag == "option" and self._select:
            self._select.offered.append(said.get("value", ""))
            if "selected" in said:
                self._select.values.append(said.get("value", ""))
        elif self._inside:
            self._take(self._inside, tag, said)

    def _take(self, form: PageForm, tag: str, said: dict[str, str]) -> None:
        name, kind = said.get("name", ""), said.get("type", "submit" if tag == "button" else "text")
        if not name or name == "csrfmiddlewaretoken":
            return
        if said.get("inputmode") in ("decimal", "numeric"):
            kind = "number"
        if kind == "submit":
            form.buttons.append((name, said.get("value", "")))
        elif tag == "select":
            self._select = form.fields.setdefault(name, Field(name, "select", said))
        elif tag == "textarea":
            self._area = form.fields.setdefault(name, Field(name, "textarea", said))
            self._area.values.append("")
        elif tag == "input":
            one = form.fields.setdefault(name, Field(name, kind, said))
            value = said.get("value", "on" if kind == "checkbox" else "")
            if kind in CHOSEN:
                one.offered.append(value)
            if kind not in CHOSEN or "checked" in said:
                one.values.append(value)

    def handle_data(self, data: str) -> None:
        if self._area:
            # A browser drops the one line end that follows the tag.
            typed = self._area.values
            typed[0] += data if typed[0] else data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        elif tag == "select":
            if self._select and not self._select.values and "multiple" not in self._select.said:
                # A browser shows, and sends, the first choice.
                self._select.values = self._select.offered[:1]
            self._select = None
        elif tag == "textarea":
            self._area = None


def forms_in(page: str, text: str) -> list[PageForm]:
    """All forms of a page, in order; each knows the path `page` that it stands on."""
    reader = _Reader(page)
    reader.feed(text)
    return reader.forms


def form_with(text: str, names: Iterable[str]) -> PageForm:
    """The form of a page that holds most of these names."""
    return max(forms_in("", text), key=lambda form: len(form.fields.keys() & set(names)))
