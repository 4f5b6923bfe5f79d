"""What the demo account of a visitor cannot do, because anybody can have one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tracker.pages.context import SignedIn


def never_in_demo(view: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a view that does nothing but read files in: visitors do not get its page either."""

    @wraps(view)
    def respond(request: SignedIn, *args: Any, **kwargs: Any) -> Any:
        return _refused(request) if request.user.is_visitor else view(request, *args, **kwargs)

    return respond


def not_in_demo(view: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a view that reads a file in or shares: visitors may look at the page, and not send its form."""

    @wraps(view)
    def respond(request: SignedIn, *args: Any, **kwargs: Any) -> Any:
        if request.method == "POST" and request.user.is_visitor:
            return _refused(request)
        return view(request, *args, **kwargs)

    return respond


def _refused(request: SignedIn) -> HttpResponse:
    messages.info(request, _("This works in a diary of your own, not in the demo."))
    return redirect("tracker:today")
