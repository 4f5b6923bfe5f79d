"""What a person typed, parsed and checked; forms answer with values."""

from tracker.forms.accounts import ChangePasswordForm, LoginForm, SignupForm
from tracker.forms.check_in import CheckInForm, ReadingForm, TapForm, check_in_initial, new_id
from tracker.forms.compare import Difference, differences
from tracker.forms.episode import EpisodeForm, QuickEpisodeForm, StoppedForm, WhichTimeForm, episode_initial, wall
from tracker.forms.look_up import PeriodForm, SearchForm
from tracker.forms.medicine import MedicineForm, medicine_initial
from tracker.forms.person import DiaryFileForm, ExposureForm, LeaveForm, PersonForm, TrackedForm
from tracker.forms.share import CodeForm, LinkForm
from tracker.forms.thresholds import ThresholdsForm

__all__ = [
    "ChangePasswordForm",
    "CheckInForm",
    "CodeForm",
    "DiaryFileForm",
    "Difference",
    "EpisodeForm",
    "ExposureForm",
    "LeaveForm",
    "LinkForm",
    "LoginForm",
    "MedicineForm",
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
    "WhichTimeForm",
    "check_in_initial",
    "differences",
    "episode_initial",
    "medicine_initial",
    "new_id",
    "wall",
]
