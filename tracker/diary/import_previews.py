"""Files that were read and wait to be imported, and what the columns of tables mean to a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from tracker.core.reference.limits import MAX_TABLE_MAPPINGS
from tracker.models import ImportPreview, TableMapping, User


def store_preview(user: User, content: bytes, file_name: str, file_bytes: int, now: datetime) -> None:
    """Keep what was read for an hour, in place of an earlier preview."""
    delete_expired_previews(now)
    user.import_previews.all().delete()
    ImportPreview.objects.create(
        user=user, content=content, file_name=file_name[:100], file_bytes=file_bytes, made_at=now
    )


def find_preview(user: User, now: datetime) -> ImportPreview | None:
    """Return the preview of this user, None if there is none or its hour is over."""
    return user.import_previews.alive(now).first()


def change_preview(preview: ImportPreview, content: bytes) -> None:
    """Store a preview after its columns were changed. Its hour goes on."""
    preview.user.import_previews.filter(pk=preview.pk).update(content=content)


def delete_preview(user: User, client_id: UUID | None = None) -> None:
    """Forget the preview of this user; with an id only that one."""
    rows = user.import_previews.all()
    (rows.filter(client_id=client_id) if client_id else rows).delete()


def delete_expired_previews(now: datetime) -> None:
    """Delete the previews of all users whose hour is over."""
    expired = ImportPreview.objects.expired(now)
    if expired.exists():
        expired.delete()


def table_mapping(user: User, shape: str) -> Any:
    """What the person said the columns of tables of this shape mean, as JSON; None if nothing."""
    return user.table_mappings.filter(shape=shape).values_list("mapping", flat=True).first()


def save_table_mapping(user: User, shape: str, mapping: Any) -> None:
    """Remember a mapping for the next table of this shape."""
    TableMapping.objects.update_or_create(user=user, shape=shape, defaults={"mapping": mapping})
    oldest = user.table_mappings.order_by("-pk").values_list("pk", flat=True)[MAX_TABLE_MAPPINGS:]
    user.table_mappings.filter(pk__in=list(oldest)).delete()
