"""The diary as frozen dataclasses. Standard library only; every other package builds on this one."""

from tracker.core.records.day import Day
from tracker.core.records.day_table import DayTable
from tracker.core.records.diary import Diary, DiaryStream, Person, Threshold, last_visit, next_visit
from tracker.core.records.episode import Episode, Feel, Onset, Relief, Sign
from tracker.core.records.experiment import Expected, Experiment, Kept, KeptDay, Pause
from tracker.core.records.exposure import Exposure, ExposureKind, Reading, Summary
from tracker.core.records.history import History, history_of
from tracker.core.records.medicine import Dose, DoseChange, Injected, Injection, Medicine
from tracker.core.records.place import Place, Side
from tracker.core.records.visit import MedicalTest, MedicalTestKind, ScaleScore, Visit
from tracker.core.records.wall_clock import (
    WallTime,
    choose_fold,
    is_twice,
    local_day,
    resolve,
)
from tracker.core.records.watched_sign import WatchedSign

__all__ = [
    "Day",
    "DayTable",
    "Diary",
    "DiaryStream",
    "Dose",
    "DoseChange",
    "Episode",
    "Expected",
    "Experiment",
    "Exposure",
    "ExposureKind",
    "Feel",
    "History",
    "Injected",
    "Injection",
    "Kept",
    "KeptDay",
    "MedicalTest",
    "MedicalTestKind",
    "Medicine",
    "Onset",
    "Pause",
    "Person",
    "Place",
    "Reading",
    "Relief",
    "ScaleScore",
    "Side",
    "Sign",
    "Summary",
    "Threshold",
    "Visit",
    "WallTime",
    "WatchedSign",
    "choose_fold",
    "history_of",
    "is_twice",
    "last_visit",
    "local_day",
    "next_visit",
    "resolve",
]
