"""Each account gets a separate diary; shared rows would invalidate the benchmark."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import F

from benchmarks.many_users import fill
from tracker import diary
from tracker.models import Reading, User

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def test_each_person_has_the_same_days_in_separate_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fill, "_settle", lambda: None)
    middle = fill.fill(3, 20, date(2026, 6, 14))
    assert middle.username == "person-1"
    assert sorted(User.objects.values_list("username", flat=True)) == ["person-0", "person-1", "person-2"]
    diaries = [diary.load_all(user) for user in User.objects.all()]
    assert {len(one.episodes) for one in diaries} == {len(diaries[0].episodes)}
    assert len(diaries[0].readings) > 40
    ids = [reading.id for one in diaries for reading in one.readings]
    assert len(set(ids)) == len(ids)
    assert not Reading.objects.exclude(exposure__user_id=F("user_id")).exists()
