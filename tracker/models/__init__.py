"""Thin, constrained tables, each belonging to one user."""

from tracker.models.account_event import AccountEvent
from tracker.models.api_token import ApiToken
from tracker.models.cached_result import CachedResult
from tracker.models.cached_value import CachedValue
from tracker.models.day import Day
from tracker.models.deleted_entry import DeletedEntry
from tracker.models.device import Device
from tracker.models.entry import Entry, EntryQuerySet
from tracker.models.episode import Episode
from tracker.models.experiment import Experiment
from tracker.models.exposure import Exposure, Reading
from tracker.models.imports import Import, ImportedEntry, ImportPreview, TableMapping
from tracker.models.injection import Injection
from tracker.models.job import Job
from tracker.models.login_attempt import LoginAttempt
from tracker.models.medicine import Dose, Medicine
from tracker.models.pending_batch import BusyError, PendingBatch, ReplacedRows
from tracker.models.reminder import PushSubscription, ReminderSettings, SentReminder
from tracker.models.session import Session
from tracker.models.shared_link import SharedLink
from tracker.models.upload import Upload
from tracker.models.user import User
from tracker.models.visit import Visit
from tracker.models.watched_sign import WatchedSign

__all__ = [
    "AccountEvent",
    "ApiToken",
    "BusyError",
    "CachedResult",
    "CachedValue",
    "Day",
    "DeletedEntry",
    "Device",
    "Dose",
    "Entry",
    "EntryQuerySet",
    "Episode",
    "Experiment",
    "Exposure",
    "Import",
    "ImportPreview",
    "ImportedEntry",
    "Injection",
    "Job",
    "LoginAttempt",
    "Medicine",
    "PendingBatch",
    "PushSubscription",
    "Reading",
    "ReminderSettings",
    "ReplacedRows",
    "SentReminder",
    "Session",
    "SharedLink",
    "TableMapping",
    "Upload",
    "User",
    "Visit",
    "WatchedSign",
]
