"""What a person typed, parsed and checked; forms answer with values."""

from tracker.forms.accounts import ChangePasswordForm, LoginForm, SignupForm
from tracker.forms.asked_once import AskedOnceForm
from tracker.forms.check_in import CheckInForm, ReadingForm, TapForm, check_in_initial, new_id
from tracker.forms.compare import Difference, differences
from tracker.forms.diary_file import DiaryFileForm, DifferencesForm
from tracker.forms.doctor import DoctorPageForm, PdfForm
from tracker.forms.dose import AgainForm, DoseForm, dose_initial
from tracker.forms.episode import EpisodeForm, QuickEpisodeForm, StoppedForm, WhichTimeForm, episode_initial, wall
from tracker.forms.fields import EntryForm
from tracker.forms.injection import InjectionForm, injection_initial, spots_initial
from tracker.forms.medicine import MedicineForm, medicine_initial
from tracker.forms.person import ExposureForm, LeaveForm, PersonForm, TrackedForm, ZoneForm
from tracker.forms.search import PeriodForm, SearchForm
from tracker.forms.share import CodeForm, LinkForm
from tracker.forms.thresholds import ThresholdsForm
from tracker.forms.visit import VisitForm, visit_initial

__all__ = [
    "AgainForm",
    "AskedOnceForm",
    "ChangePasswordForm",
    "CheckInForm",
    "CodeForm",
    "DiaryFileForm",
    "Difference",
    "DifferencesForm",
    "DoctorPageForm",
    "DoseForm",
    "EntryForm",
    "EpisodeForm",
    "ExposureForm",
    "InjectionForm",
    "LeaveForm",
    "LinkForm",
    "LoginForm",
    "MedicineForm",
    "PdfForm",
    "PeriodForm",
    "PersonForm",
    "QuickEpisodeForm",
    "ReadingForm",
    "SearchForm",
    "SignupForm",
    "StoppedForm",
    "TapForm",
    "ThresholdsForm",
    "TrackedForm",
    "VisitForm",
    "WhichTimeForm",
    "ZoneForm",
    "check_in_initial",
    "differences",
    "dose_initial",
    "episode_initial",
    "injection_initial",
    "medicine_initial",
    "new_id",
    "spots_initial",
    "visit_initial",
    "wall",
]
