"""The page with the form of one entry: show it, save it, or show both versions after a conflict.

A new entry has a URL with its id before it is saved, so that the browser's Back button leads to the same entry and
not to the form of a second one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker import diary
from tracker.forms import Difference, EntryForm, new_id
from tracker.pages.context import COOKIE_SAFE, SignedIn
from tracker.pages.origin import origin


def own_address(request: SignedIn, name: str, key: str = "client_id", **values: Any) -> HttpResponse:
    """Redirect to the URL of a new entry."""
    address = reverse(f"tracker:{name}", kwargs={**values, key: new_id()})
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{address}?{query}" if query else address)


def say_saved(request: SignedIn, result: diary.SaveResult, has_gone_back: bool) -> None:
    """Add the message *Saved*; if the person had gone back to the form, say that it is still one entry."""
    if has_gone_back and result.outcome is diary.Outcome.CHANGED:
        text = _("Corrected: the entry from before was changed, no second one was made.")
    else:
        text = _("Saved.")
    messages.success(request, text, extra_tags=COOKIE_SAFE)


def save_form(
    form: EntryForm,
    save: Callable[[], diary.SaveResult],
    compare: Callable[[Any], list[Difference]] | None = None,
) -> tuple[diary.SaveResult | None, dict[str, Any]]:
    """Save the form if it is valid. After a conflict, return no result and the context that shows both versions.

    The form then has the version of the row, so that saving again keeps the input. `compare` lists how a row
    differs from the form.
    """
    if not (form.is_bound and form.is_valid()):
        return None, {}
    try:
        result = save()
    except diary.TooManyError as refused:
        form.add_error(next((name for name in refused.fields if name in form.fields), None), str(refused))
        return None, {}
    row = result.row
    if result.outcome is not diary.Outcome.CONFLICT:
        return result, {}
    found = compare(row) if compare else form.differences_from(row.record())
    form.belongs_to(row.client_id, row.version)
    return None, {"differences": found, "row": row}


@dataclass(frozen=True)
class EntryPage:
    """`options` are keyword arguments of the form, `back` names the page to return to.

    `shown` is further context of the template, `parent` holds the medicine of a dose, and `another` is the URL for
    one more entry, if the page was opened for a new one.
    """

    template: str
    back: str
    form_class: type[EntryForm]
    options: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)
    parent: dict[str, Any] = field(default_factory=dict)
    another: str = ""

    def of_draft(self, request: SignedIn, client_id: UUID | None, rows: Any, first: dict[str, Any]) -> HttpResponse:
        """Respond for the id in the URL of a new entry, which is among `rows` once it has been saved."""
        row = rows.filter(client_id=client_id).first() if client_id else None
        return self.of_row(request, row) if row else self.of_new(request, client_id, first)

    def of_new(self, request: SignedIn, client_id: UUID | None, first: dict[str, Any]) -> HttpResponse:
        """Respond for an unsaved entry. Pages of older versions post without an id in the URL."""
        form = self._form(request, {"client_id": client_id or new_id(), "version": 1, **first})
        if form.is_bound and client_id:
            form.belongs_to(client_id)
        return self._respond(request, form, None)

    def of_row(self, request: SignedIn, row: Any) -> HttpResponse:
        """Respond for a saved entry. The posted id is ignored."""
        form = self._form(request, self.form_class.initial_for(row.record(), row.version))
        if form.is_bound:
            form.belongs_to(row.client_id)
        return self._respond(request, form, row)

    def _form(self, request: SignedIn, initial: dict[str, Any]) -> EntryForm:
        return self.form_class(request.POST or None, initial=initial, **self.options)

    def _respond(self, request: SignedIn, form: Any, row: Any) -> HttpResponse:
        context = {"form": form, "row": row, "another": self.another, **self.shown}
        result, conflict = save_form(
            form,
            lambda: diary.save_entry(request.user, form.record(), form.cleaned_data["version"], **self.parent),
        )
        if result:
            say_saved(request, result, bool(self.another))
            return redirect(origin(request, self.back))
        return render(request, self.template, context | conflict)
