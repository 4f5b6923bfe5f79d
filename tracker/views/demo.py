"""A demo diary for visitors without an account."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from tracker import diary
from tracker.core.demo import YEAR, believable_today
from tracker.models import User
from tracker.models.user import DEMO_NAME

SEED = 1
MAX_AGE = timedelta(days=1)
MAX_ACCOUNTS = 50


@login_not_required
@require_POST
def demo(request: HttpRequest) -> HttpResponse:
    """Create a demo account for the visitor and log in to it. Old demo accounts are deleted."""
    if request.user.is_authenticated:
        return redirect("tracker:today")
    now = timezone.now()
    User.objects.visitors().filter(date_joined__lt=now - MAX_AGE).delete()
    if User.objects.visitors().count() >= MAX_ACCOUNTS:
        User.objects.visitors().order_by("date_joined")[0].delete()
    user = User(username=f"{DEMO_NAME}{secrets.token_hex(4)}", is_demo=True)
    user.set_unusable_password()
    user.save()
    diary.save(user, believable_today(now, YEAR, SEED), now)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("tracker:today")
