"""What happened to an account: log-ins, links, files and tokens. Nothing of the diary, no address, no device."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountEvent(models.Model):
    """All events of one kind and name on one day, in the time zone of the user. Not in the diary's file.

    `name` is that of a file or a token. A refused log-in under a name that nobody has is stored without a user, with
    a keyed digest as its name, because both kinds of refusal must take the same time.
    """

    class Kind(models.TextChoices):
        """What happened. The column has no choices, so that a new kind needs no migration."""

        LOGGED_IN = "logged-in", _("Logged in")
        LOGIN_REFUSED = "login-refused", _("A log-in was refused")
        PASSWORD_CHANGED = "password-changed", _("Password changed")
        PASSKEY_ADDED = "passkey-added", _("Passkey added")
        PASSKEY_REMOVED = "passkey-removed", _("Passkey removed")
        APP_ADDED = "app-added", _("Authenticator app added")
        APP_REMOVED = "app-removed", _("Authenticator app removed")
        CODES_MADE = "codes-made", _("Recovery codes made")
        CODE_REFUSED = "code-refused", _("A code was refused")
        DEVICES_ENDED = "devices-ended", _("Devices logged out")
        LET_IN = "let-in", _("A way back in was made by the person who runs this journal")
        LINK_MADE = "link-made", _("Link made")
        LINK_WITHDRAWN = "link-withdrawn", _("Link withdrawn")
        LINK_OPENED = "link-opened", _("Link opened")
        FILE_EXPORTED = "file-exported", _("File taken")
        REMINDERS_ON = "reminders-on", _("Reminders switched on for a device")
        REMINDERS_OFF = "reminders-off", _("Reminders switched off for a device")
        TOKEN_MADE = "token-made", _("Token made")
        TOKEN_USED = "token-used", _("Token used for the first time that day")
        TOKEN_WITHDRAWN = "token-withdrawn", _("Token withdrawn")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="account_events", db_index=False
    )
    kind = models.CharField(max_length=24)
    name = models.CharField(max_length=60, blank=True)
    day = models.DateField()
    count = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        """The newest first, one row per kind, name and day."""

        ordering = ["-last_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "day", "kind", "name"], name="one_event_row_per_day")]

    def __str__(self) -> str:
        return f"account event {self.pk}"

    @property
    def label(self) -> str:
        """The kind in words."""
        return str(self.Kind(self.kind).label) if self.kind in self.Kind.values else self.kind
