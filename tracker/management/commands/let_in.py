"""`manage.py let_in --user NAME`: make a code for somebody who lost their password and their passkeys."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from tracker import diary
from tracker.management.account import WRONG_USE, account
from tracker.models import AccountEvent
from tracker.pages.way_back import WAY_BACK_HOURS, make_way_back


class Command(BaseCommand):
    """For the administrator, who must check first who is asking. The person sees it in *Who was here*."""

    help = f"Print a code with which this person sets a new password within {WAY_BACK_HOURS} hours."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name of the account."""
        parser.add_argument("--user", required=True, metavar="NAME", help="name of the account")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make a code and print it with its page."""
        user = account(options["user"])
        if user.is_demo:
            raise CommandError("A demo account has no password.", returncode=WRONG_USE)
        code = make_way_back(user)
        diary.record_event(user, AccountEvent.Kind.LET_IN, timezone.now())
        self.stdout.write(f"Page: {reverse('account_way_back')}")
        self.stdout.write(f"Code: {code}")
        self.stdout.write(
            f"Good once, for {WAY_BACK_HOURS} hours. Using it removes the passkeys, the authenticator app and the "
            "recovery codes of this account, and logs it out everywhere."
        )
