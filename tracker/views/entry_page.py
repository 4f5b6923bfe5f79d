"""A page with the form of one entry: shown, saved, or shown with both versions where another tab was quicker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tracker import diary
from tracker.forms import EntryForm, differences
from tracker.views.everywhere import SignedIn


@dataclass(frozen=True)
class EntryPage:
    """`make` builds the form, `initial` says what it shows for a value, `back` is the page to return to.

    `shown` is what else the template wants; `medicine` is that of a dose.
    """

    template: str
    back: str
    make: Callable[..., Any]
    initial: Callable[[Any, int], dict[str, Any]]
    shown: dict[str, Any] = field(default_factory=dict)
    medicine: Any = None

    def of_new(self, request: SignedIn, first: dict[str, Any]) -> HttpResponse:
        """For an entry that is not there yet."""
        return self._answer(request, self.make(request.POST or None, initial=first), None)

    def of_row(self, request: SignedIn, row: Any) -> HttpResponse:
        """For an entry that is there, whatever id was posted."""
        form = self.make(request.POST or None, initial=self.initial(row.record(), row.version))
        if form.is_bound:
            form.belongs_to(row.client_id)
        return self._answer(request, form, row)

    def _answer(self, request: SignedIn, form: Any, row: Any) -> HttpResponse:
        context = {"form": form, "row": row, **self.shown}
        if form.is_bound and form.is_valid():
            put = diary.put(request.user, form.record(), form.cleaned_data["version"], medicine=self.medicine)
            if put.outcome is not diary.Outcome.STALE:
                messages.success(request, _("Saved."))
                return redirect(self.back)
            context |= self._both(form, put.row)
        return render(request, self.template, context)

    def _both(self, form: EntryForm, row: Any) -> dict[str, Any]:
        """Both versions, compared in a form that has room for the rows of either."""
        typed = self.initial(form.record(), row.version)  # type: ignore[attr-defined]
        stored = self.initial(row.record(), row.version)
        form.belongs_to(row.client_id, row.version)
        return {"differences": differences(self.make(initial=typed | stored), stored, typed), "row": row}
