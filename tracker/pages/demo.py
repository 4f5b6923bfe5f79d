"""What the demo account of a visitor cannot do, because anybody can have one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tracker.pages.context import SignedIn


def not_in_demo(view: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a view that reads a file in or shares: visitors may look at the page, and not send its form."""

    @wraps(view)
    def respond(request: SignedIn, *args: Any, **kwargs: Any) -> Any:
        if request.method == "POST" and request.user.is_visitor:
            messages.info(request, _("This works in a diary of your own, not in the demo."))
            return redirect("tracker:today")
        return view(request, *args, **kwargs)

    return respond
