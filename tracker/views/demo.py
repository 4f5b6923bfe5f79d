"""A demo diary for visitors without an account."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from tracker import diary
from tracker.core.demo import YEAR, believable_today
from tracker.models import User
from tracker.models.user import DEMO_NAME
from tracker.pages.throttle import DEMOS, limited, too_often

SEED = 1
MAX_AGE = timedelta(days=1)
MAX_ACCOUNTS = 50
MAX_DELETED = 2
"""Old demo accounts that one request deletes: more than come, and not so many that the visitor waits."""


@login_not_required
@require_POST
@limited(DEMOS)
def demo(request: HttpRequest) -> HttpResponse:
    """Create a demo account for the visitor and log in to it. Old demo accounts are deleted, nobody else's is."""
    if request.user.is_authenticated:
        return redirect("tracker:today")
    if not settings.DEMO:
        raise Http404
    now = timezone.now()
    for old in User.objects.visitors().filter(date_joined__lt=now - MAX_AGE)[:MAX_DELETED]:
        diary.delete_account(old)
    if User.objects.visitors().count() >= MAX_ACCOUNTS:
        return too_often(request, DEMOS.window_s)
    user = User(username=f"{DEMO_NAME}{secrets.token_hex(4)}", is_demo=True)
    user.set_unusable_password()
    user.save()
    diary.save(user, believable_today(now, YEAR, SEED), now)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("tracker:today")
