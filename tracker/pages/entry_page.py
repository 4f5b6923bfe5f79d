"""A page with the form of one entry: shown, saved, or shown with both versions where another tab was quicker.

A new entry has an address of its own, with its id, before it is saved. So the browser's Back leads to the same entry
and not to the form of a second one, with a script and without.
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


def own_address(request: SignedIn, name: str, key: str = "client_id", **values: Any) -> HttpResponse:
    """Lead on to the address of an entry that is about to be made."""
    address = reverse(f"tracker:{name}", kwargs={**values, key: new_id()})
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{address}?{query}" if query else address)


def say_saved(request: SignedIn, result: diary.SaveResult, has_gone_back: bool) -> None:
    """Say that it is saved; where the person had gone back to it, that it is still one entry."""
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
    """Save a form that is valid. After a conflict return no result, and what the page needs to show both versions.

    The form has the version of the row then: saving it once more keeps what is typed. `compare` lists how a row
    differs from the form.
    """
    if not (form.is_bound and form.is_valid()):
        return None, {}
    result = save()
    row = result.row
    if result.outcome is not diary.Outcome.CONFLICT:
        return result, {}
    found = compare(row) if compare else form.differences_from(row.record())
    form.belongs_to(row.client_id, row.version)
    return None, {"differences": found, "row": row}


@dataclass(frozen=True)
class EntryPage:
    """`options` are keyword arguments of the form, `back` is the page to return to.

    `shown` is what else the template wants; `parent` holds the medicine of a dose; `another` is where one more is
    made, where the page was opened for a new entry.
    """

    template: str
    back: str
    form_class: type[EntryForm]
    options: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)
    parent: dict[str, Any] = field(default_factory=dict)
    another: str = ""

    def of_draft(self, request: SignedIn, client_id: UUID | None, rows: Any, first: dict[str, Any]) -> HttpResponse:
        """For the entry that an address was given out for; among `rows` if it has been saved since."""
        row = rows.filter(client_id=client_id).first() if client_id else None
        return self.of_row(request, row) if row else self.of_new(request, client_id, first)

    def of_new(self, request: SignedIn, client_id: UUID | None, first: dict[str, Any]) -> HttpResponse:
        """For an entry that is not there yet. Pages of older versions post without an id in the address."""
        form = self._form(request, {"client_id": client_id or new_id(), "version": 1, **first})
        if form.is_bound and client_id:
            form.belongs_to(client_id)
        return self._answer(request, form, None)

    def of_row(self, request: SignedIn, row: Any) -> HttpResponse:
        """For an entry that is there, whatever id was posted."""
        form = self._form(request, self.form_class.initial_for(row.record(), row.version))
        if form.is_bound:
            form.belongs_to(row.client_id)
        return self._answer(request, form, row)

    def _form(self, request: SignedIn, initial: dict[str, Any]) -> EntryForm:
        return self.form_class(request.POST or None, initial=initial, **self.options)

    def _answer(self, request: SignedIn, form: Any, row: Any) -> HttpResponse:
        context = {"form": form, "row": row, "another": self.another, **self.shown}
        result, conflict = save_form(
            form,
            lambda: diary.save_entry(request.user, form.record(), form.cleaned_data["version"], **self.parent),
        )
        if result:
            say_saved(request, result, bool(self.another))
            return redirect(self.back)
        return render(request, self.template, context | conflict)
