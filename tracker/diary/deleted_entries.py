"""Keep deleted entries for undo: ten a person, for a day. Not in the session, which other people's log-ins read."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from tracker.core.reference.limits import DELETED_ENTRY_LIFE, MAX_DELETED_ENTRIES
from tracker.models import DeletedEntry, User


def keep_deleted(user: User, key: UUID | date, content: str, now: datetime) -> UUID:
    """Keep the text of a deleted entry, and return the id by which it is brought back. Old ones of anybody go."""
    row = DeletedEntry.objects.create(user=user, key=str(key), content=content, deleted_at=now)
    older = user.deleted_entries.order_by("-pk").values_list("pk", flat=True)[MAX_DELETED_ENTRIES:]
    user.deleted_entries.filter(pk__in=list(older)).delete()
    clear_deleted(now)
    return row.client_id


def was_deleted(user: User, key: UUID | date, now: datetime) -> bool:
    """Whether this entry was deleted a moment ago: a second tap on *Delete* is no error."""
    return user.deleted_entries.filter(key=str(key), deleted_at__gt=now - DELETED_ENTRY_LIFE).exists()


def take_deleted(user: User, client_id: str, now: datetime) -> str:
    """Take the text of a deleted entry; empty if it was taken already or its day is over."""
    try:
        row = user.deleted_entries.filter(client_id=UUID(client_id)).first()
    except ValueError:
        # Sessions of earlier versions held the text itself.
        row = None
    if row is None:
        return ""
    row.delete()
    return row.content if row.deleted_at > now - DELETED_ENTRY_LIFE else ""


def clear_deleted(now: datetime) -> None:
    """Delete what nobody can bring back any more."""
    DeletedEntry.objects.filter(deleted_at__lte=now - DELETED_ENTRY_LIFE).delete()
