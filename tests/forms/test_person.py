"""Settings as typed."""

from __future__ import annotations

from datetime import UTC, datetime

from tracker.forms.person import PersonForm
from tracker.models import User


def test_the_time_zone_is_one_list_with_one_choice_made() -> None:
    html = str(
        PersonForm(instance=User(time_zone="Europe/Berlin"), now=datetime(2026, 5, 31, tzinfo=UTC))["time_zone"]
    )
    assert html.count("<select") == 1
    assert html.count("<option") > 400
    assert html.count(" selected") == 1
    assert '<option value="Europe/Berlin" selected>Europe/Berlin</option>' in html
    assert 'id="id_time_zone"' in html
