"""`manage.py demo_diary`: create an account with a realistic diary of an invented person."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker import diary
from tracker.core.demo import YEAR, believable_today
from tracker.database import refuse_newer_tables
from tracker.management.account import REFUSED, WRONG_USE
from tracker.management.arguments import whole_number
from tracker.models import User

MAX_DAYS = 3_660


class Command(BaseCommand):
    """The same seed gives the same person. Exit code 1 if the account has a real diary, 2 on wrong use."""

    help = "Make an account with the diary of a made-up person. An older demo of that name is replaced."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Under which name, how long, which person."""
        parser.add_argument("--user", default="demo", metavar="NAME", help="name of the account (demo)")
        parser.add_argument(
            "--days", type=whole_number(MAX_DAYS), default=YEAR, metavar="N", help="how many days up to now (365)"
        )
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="which person (1)")

    def handle(self, *args: Any, user: str, days: int, seed: int, **options: Any) -> None:
        """Create the account with a diary up to now."""
        refuse_newer_tables()
        user, now = User.normalize_username(user), timezone.now()
        value = believable_today(now, days, seed)
        saved = diary.save(_empty_account(user), value, now)
        self.stdout.write(f"{user}: {saved.added} entries from {value.first_day} to {value.last_day}.")
        self.stdout.write(f"To look at it in a browser, give it a password: manage.py changepassword {user}")


def _empty_account(name: str) -> User:
    """Return a new demo account, or the empty account of that name. Raises CommandError if it has entries."""
    for demo in User.objects.demos().filter(username=name):
        diary.delete_account(demo)
    existing = User.objects.filter(username=name).first()
    if existing is None:
        return _new_account(name)
    if diary.span(existing) != (None, None):
        raise CommandError(f"{name} keeps a diary of their own; choose another name.", returncode=REFUSED)
    return existing


def _new_account(name: str) -> User:
    user = User(username=name, is_demo=True)
    user.set_unusable_password()
    try:
        user.full_clean()
    except ValidationError as problem:
        raise CommandError(f"{name}: {' '.join(problem.messages)}", returncode=WRONG_USE) from None
    user.save()
    return user
