"""Forms of an episode: one tap on a place, and the whole form."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import date as Date
from datetime import time as Time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.core.records import Episode, Feel, Place, WallTime, choose_fold, is_twice, local_day, resolve
from tracker.core.reference.limits import BLAMED_ITEMS, COUNT, DURATION_S, NAME_CHARS, SCORE
from tracker.core.reference.places import PLACES
from tracker.core.reference.reliefs import BLAMED
from tracker.forms.duration import DURATION, GOING, DurationFields
from tracker.forms.fields import EntryForm, FieldConverter, NoteField, ScoreField, YesNoField, place_choices
from tracker.forms.numbers import WholeNumberField
from tracker.forms.reliefs import RELIEF_ROWS, ReliefFields
from tracker.forms.signs import SIGNS, SignFields
from tracker.forms.tap import TappedAtField
from tracker.forms.wall_time import DateInput, TimeInput, WhichTimeField, clean_instant
from tracker.models.episode import FeelChoices

ONCE_MORE = _("Please choose a place once more.")


class QuickEpisodeForm(forms.Form):
    """A tap on the face: where, and an id so that a double tap counts once.

    `tapped_at` is the time of a tap that the device stored while it was offline.
    """

    client_id = forms.UUIDField(error_messages={"required": ONCE_MORE, "invalid": ONCE_MORE})
    place = forms.ChoiceField(
        choices=place_choices, error_messages={"required": ONCE_MORE, "invalid_choice": ONCE_MORE}
    )
    tapped_at = TappedAtField()

    def known_id(self) -> UUID | None:
        """The id of an invalid form, so that the next tap is about the same episode."""
        return self.cleaned_data.get("client_id") if self.is_bound and not self.is_valid() else None

    def episode(self, now: datetime, zone: str, day_starts_at: int, still_going: bool) -> Episode:
        """The episode that began, or just happened, when it was tapped; a future time counts as `now`."""
        onset = min(self.cleaned_data["tapped_at"] or now, now).astimezone(UTC)
        return Episode(
            id=self.cleaned_data["client_id"],
            onset=onset,
            zone=zone,
            local_date=local_day(onset, zone, day_starts_at),
            still_going=still_going,
            places=(Place.parse(self.cleaned_data["place"]),),
        )


def wall_clock(instant: datetime, zone: str) -> datetime:
    """The local time in a zone, without the zone."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _initial_onset(episode: Episode) -> dict[str, Any]:
    began = wall_clock(episode.onset, episode.zone)
    return {"date": began.date(), "time": began.time(), "which": str(choose_fold(episode.onset, episode.zone))}


def _initial_blamed(episode: Episode) -> dict[str, Any]:
    return {
        "blamed": [word for word in episode.blamed if word in BLAMED],
        "blamed_other": ", ".join(word for word in episode.blamed if word not in BLAMED),
    }


class EpisodeForm(DurationFields, SignFields, ReliefFields, EntryForm):
    """The whole form of an episode. Only the onset is required.

    `zone` is where the person is (or was, for an entry that exists); `stored` is the episode being edited.
    """

    record_type = Episode
    converters = {
        **DURATION,
        "onset": FieldConverter(lambda form: form.cleaned_data["onset"].instant, _initial_onset),
        "zone": FieldConverter(lambda form: form.zone),
        "local_date": FieldConverter(lambda form: form.local_date()),
        "places": FieldConverter(
            lambda form: tuple(map(Place.parse, form.cleaned_data["places"])),
            lambda episode: {"places": [str(place) for place in episode.places]},
        ),
        "feel": FieldConverter(lambda form: Feel(form.cleaned_data["feel"]) if form.cleaned_data["feel"] else None),
        "signs": SIGNS,
        "blamed": FieldConverter(
            lambda form: tuple(dict.fromkeys([*form.cleaned_data["blamed"], *form.cleaned_data["blamed_other"]])),
            _initial_blamed,
        ),
        "reliefs": RELIEF_ROWS,
    }

    places = forms.MultipleChoiceField(label=_("Where"), choices=place_choices, required=False)
    date = forms.DateField(label=_("Day it began"), widget=DateInput())
    time = forms.TimeField(label=_("Time it began"), widget=TimeInput())
    rough_times = (Time(8), Time(13), Time(18), Time(22))
    """Offered for an earlier day, whose time one seldom knows to the minute."""

    which = WhichTimeField()
    strength = ScoreField(label=_("How strong"), help_text=_("0 barely there, 10 the strongest you can imagine"))
    feel = forms.ChoiceField(
        label=_("What it feels like"),
        choices=[*FeelChoices.choices, ("", _("No answer"))],
        required=False,
        widget=forms.RadioSelect,
    )
    count = WholeNumberField(label=_("How many twitches"), required=False, min_value=COUNT[0], max_value=COUNT[1])
    can_hold_back = YesNoField(
        label=_("Can you hold it back?"),
        help_text=_("For a jerk or a pull. Nobody can hold back a fine flutter."),
    )
    urge_before = YesNoField(label=_("Was there an urge before it?"))
    eye_closes = YesNoField(label=_("Does the eye close?"))
    in_sleep = YesNoField(label=_("Was it seen in sleep?"))
    falling_asleep = YesNoField(label=_("Was it while falling asleep or waking?"))
    pain = ScoreField(label=_("Pain with it"))
    blamed = forms.MultipleChoiceField(
        label=_("What do you think set it off?"),
        choices=[(key, _(name)) for key, name in BLAMED.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    blamed_other = forms.CharField(
        label=_("Something else"), required=False, max_length=BLAMED_ITEMS * (NAME_CHARS + 2)
    )
    note = NoteField()

    def __init__(
        self, *args: Any, zone: str, day_starts_at: int, now: datetime, stored: Episode | None = None, **kwargs: Any
    ) -> None:
        self.zone, self.day_starts_at, self.now, self.stored = zone, day_starts_at, now, stored
        super().__init__(*args, **kwargs)
        if not self.asks_which():
            del self.fields["which"]

    def asks_which(self) -> bool:
        """Whether the onset, typed or stored, is a clock time that happened twice."""
        if self.is_bound:
            return self.add_prefix("which") in self.data
        return self.stored is not None and is_twice(wall_clock(self.stored.onset, self.zone), self.zone)

    def is_placed(self) -> bool:
        """Whether time and place are known and can be shown as one line. A form that comes back is open."""
        return bool(self.stored and self.stored.places) and not self.is_bound

    def clean(self) -> dict[str, Any]:
        """Combine date, time and duration, with messages beside their fields."""
        data = super().clean()
        if data.get("date") and data.get("time"):
            try:
                data["onset"] = self.clean_onset(data)
            except forms.ValidationError as error:
                self.add_error("date", error)
            else:
                self.clean_duration(data)
        return data

    def clean_onset(self, data: dict[str, Any]) -> WallTime:
        """The instant it began. An untouched time keeps the second it was logged at."""
        if self.stored:
            before = wall_clock(self.stored.onset, self.zone)
            same_minute = before.replace(second=0, microsecond=0) == datetime.combine(data["date"], data["time"])
            fold = int(data.get("which") or choose_fold(self.stored.onset, self.zone))
            if same_minute and fold == choose_fold(self.stored.onset, self.zone):
                return WallTime(self.stored.onset, moved=False, twice=False)
        return clean_instant(data["date"], data["time"], self.zone, data.get("which", ""), self.now)

    def clean_places(self) -> list[str]:
        """Each place once, in the order of the map."""
        chosen = set(self.cleaned_data["places"])
        return [token for token in PLACES if token in chosen]

    def clean_blamed_other(self) -> list[str]:
        """Split the text at commas."""
        words = [word.strip() for word in self.cleaned_data["blamed_other"].split(",") if word.strip()]
        remaining = BLAMED_ITEMS - len(self.cleaned_data.get("blamed", []))
        if any(len(word) > NAME_CHARS for word in words) or len(words) > remaining:
            raise forms.ValidationError(_("Please keep this short, with commas between several things."))
        return words

    def local_date(self) -> Date:
        """The date it belongs to. An entry whose time was not touched stays on its day."""
        onset = self.cleaned_data["onset"].instant
        if self.stored and onset == self.stored.onset:
            return self.stored.local_date
        return local_day(onset, self.zone, self.day_starts_at)

    def with_its_signs(self) -> Episode:
        """The record, or what the emergency rules read if the form is invalid: its day, signs and jerks."""
        if self.is_valid():
            typed: Episode = self.record()
            return typed
        data = self.cleaned_data
        return Episode(
            self.initial["client_id"],
            self.now,
            self.zone,
            data.get("date") or local_day(self.now, self.zone, self.day_starts_at),
            data.get("duration_s"),
            still_going=data.get("lasting") == GOING,
            places=tuple(map(Place.parse, data.get("places", ()))),
            feel=Feel(data["feel"]) if data.get("feel") else None,
            falling_asleep=data.get("falling_asleep"),
            signs=self.signs(),
        )


class WhichTimeForm(forms.Form):
    """Which of two times it was, asked after the entry is saved as the first."""

    which = WhichTimeField(required=True)

    def chosen(self, episode: Episode) -> Episode:
        """The episode at the chosen instant. Its local time, and so its day, stay the same."""
        began = resolve(wall_clock(episode.onset, episode.zone), episode.zone, int(self.cleaned_data["which"]))
        return replace(episode, onset=began.instant)


class StrengthForm(forms.Form):
    """How strong an episode was, answered with one button."""

    strength = forms.IntegerField(min_value=SCORE[0], max_value=SCORE[1])


class StoppedForm(forms.Form):
    """When a running episode stopped: now, some minutes ago, or at the latest clock time that has passed.

    *Now* is `tapped_at` for a tap that the device stored while it was offline.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
    minutes_ago = WholeNumberField(required=False, min_value=0, max_value=7 * 1_440)
    stopped_at = forms.TimeField(required=False)
    tapped_at = TappedAtField()

    def duration_s(self, onset: datetime, zone: str, now: datetime) -> int:
        """Seconds from onset to the end, within the limits of a duration."""
        seconds = int((self._ended(zone, now) - onset).total_seconds())
        return min(max(DURATION_S[0], seconds), DURATION_S[1])

    def is_before(self, onset: datetime, zone: str, now: datetime) -> bool:
        """Whether the clock time was typed and lies before the minute of the onset."""
        typed = self.cleaned_data["minutes_ago"] is None and self.cleaned_data["stopped_at"] is not None
        return typed and self._ended(zone, now) < onset.replace(second=0, microsecond=0)

    def _ended(self, zone: str, now: datetime) -> datetime:
        minutes_ago, stopped_at = self.cleaned_data["minutes_ago"], self.cleaned_data["stopped_at"]
        if minutes_ago is not None or stopped_at is None:
            return now - timedelta(minutes=minutes_ago or 0)
        today = wall_clock(now, zone).date()
        # Of a clock time that happened twice, the later one if it has passed.
        ends = [
            resolve(datetime.combine(day, stopped_at), zone, fold).instant
            for day in (today, today - timedelta(days=1))
            for fold in (1, 0)
        ]
        return next(end for end in ends if end <= now)
