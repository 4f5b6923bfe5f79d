"""Delete an entry, and hand back what it was, so that it can be put back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from tracker.core.records import Diary
from tracker.diary.load import NO_ENTRY_YET
from tracker.models import User


@transaction.atomic
def take_out_episode(user: User, client_id: UUID) -> Diary:
    """Delete one episode. Raises DoesNotExist when there is none."""
    user.begin_change()
    row = user.episodes.get(client_id=client_id)
    row.delete()
    return Diary(user.person(), row.local_date, row.local_date, episodes=(row.record(),))


@transaction.atomic
def take_out_reading(user: User, client_id: UUID) -> Diary:
    """Delete one value. Raises DoesNotExist when there is none."""
    user.begin_change()
    row = user.readings.select_related("exposure").get(client_id=client_id)
    row.delete()
    kept, exposures = (row.record(),), (row.exposure.record(),)
    return Diary(user.person(), row.local_date, row.local_date, readings=kept, exposures=exposures)


@transaction.atomic
def take_out_check_in(user: User, day: date) -> Diary:
    """Delete a day's check-in with the values typed in it. Raises DoesNotExist when there is none."""
    user.begin_change()
    row = user.days.get(local_date=day)
    typed = user.readings.from_check_in().filter(local_date=day).select_related("exposure")
    readings = tuple(reading.record() for reading in typed)
    exposures = tuple(dict.fromkeys(reading.exposure.record() for reading in typed))
    row.delete()
    typed.delete()
    return Diary(user.person(), day, day, days=(row.record(),), exposures=exposures, readings=readings)


@transaction.atomic
def take_out_medicine(user: User, client_id: UUID) -> Diary:
    """Delete one medicine with the doses of it. Raises DoesNotExist when there is none."""
    user.begin_change()
    row = user.medicines.get(client_id=client_id)
    kept = row.record()
    doses = tuple(dose.record(kept.id) for dose in row.doses.all())
    row.delete()
    dates = [dose.local_date for dose in doses] or [NO_ENTRY_YET]
    return Diary(user.person(), min(dates), max(dates), medicines=(kept,), doses=doses)


@transaction.atomic
def take_out_dose(user: User, client_id: UUID) -> Diary:
    """Delete one dose. Raises DoesNotExist when there is none."""
    user.begin_change()
    row = user.doses.select_related("medicine").get(client_id=client_id)
    row.delete()
    kept, medicines = (row.record(),), (row.medicine.record(),)
    return Diary(user.person(), row.local_date, row.local_date, medicines=medicines, doses=kept)


@transaction.atomic
def take_out_injection(user: User, client_id: UUID) -> Diary:
    """Delete the injections of one day. Raises DoesNotExist when there are none."""
    user.begin_change()
    row = user.injections.get(client_id=client_id)
    row.delete()
    return Diary(user.person(), NO_ENTRY_YET, NO_ENTRY_YET, injections=(row.record(),))


@transaction.atomic
def take_out_visit(user: User, client_id: UUID) -> Diary:
    """Delete one visit. Raises DoesNotExist when there is none."""
    user.begin_change()
    row = user.visits.get(client_id=client_id)
    row.delete()
    return Diary(user.person(), NO_ENTRY_YET, NO_ENTRY_YET, visits=(row.record(),))
