"""Forms parse and validate what was typed, and return records."""

from tracker.forms.accounts import ChangePasswordForm, LoginForm, SignupForm
from tracker.forms.api_token import TokenForm
from tracker.forms.asked_once import AskedOnceForm
from tracker.forms.calendar import CalendarForm
from tracker.forms.check_in import CheckInForm, new_id
from tracker.forms.compare import Difference, differences
from tracker.forms.diary_file import DiaryFileForm, DifferencesForm
from tracker.forms.doctor import DoctorPageForm, PdfForm
from tracker.forms.dose import AgainForm, DoseForm
from tracker.forms.episode import EpisodeForm, QuickEpisodeForm, StoppedForm, StrengthForm, WhichTimeForm, wall_clock
from tracker.forms.experiment import ExperimentForm, KeptForm
from tracker.forms.exposure import ExposureForm
from tracker.forms.fields import EntryForm
from tracker.forms.imports import ImportChoicesForm, ImportFileForm, MoodsForm, NotesForm, TableForm
from tracker.forms.injection import InjectionForm, spots_initial
from tracker.forms.medicine import MedicineForm
from tracker.forms.person import (
    DeleteAccountForm,
    DeleteConfirmedForm,
    DeleteDemoForm,
    PersonForm,
    TrackedForm,
    ZoneForm,
)
from tracker.forms.reliefs import TriedForm
from tracker.forms.reminders import ReminderForm, SubscriptionForm
from tracker.forms.search import PeriodForm, SearchForm
from tracker.forms.share import CodeForm, LinkForm
from tracker.forms.tap import ReadingForm, TapForm
from tracker.forms.thresholds import ThresholdsForm
from tracker.forms.visit import VisitForm

__all__ = [
    "AgainForm",
    "AskedOnceForm",
    "CalendarForm",
    "ChangePasswordForm",
    "CheckInForm",
    "CodeForm",
    "DeleteAccountForm",
    "DeleteConfirmedForm",
    "DeleteDemoForm",
    "DiaryFileForm",
    "Difference",
    "DifferencesForm",
    "DoctorPageForm",
    "DoseForm",
    "EntryForm",
    "EpisodeForm",
    "ExperimentForm",
    "ExposureForm",
    "ImportChoicesForm",
    "ImportFileForm",
    "InjectionForm",
    "KeptForm",
    "LinkForm",
    "LoginForm",
    "MedicineForm",
    "MoodsForm",
    "NotesForm",
    "PdfForm",
    "PeriodForm",
    "PersonForm",
    "QuickEpisodeForm",
    "ReadingForm",
    "ReminderForm",
    "SearchForm",
    "SignupForm",
    "StoppedForm",
    "StrengthForm",
    "SubscriptionForm",
    "TableForm",
    "TapForm",
    "ThresholdsForm",
    "TokenForm",
    "TrackedForm",
    "TriedForm",
    "VisitForm",
    "WhichTimeForm",
    "ZoneForm",
    "differences",
    "new_id",
    "spots_initial",
    "wall_clock",
]
