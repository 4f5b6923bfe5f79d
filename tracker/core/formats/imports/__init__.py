"""Read the exports of other apps: each gives the same stream of values, and one set of rules makes days of it."""

from tracker.core.formats.imports.choose import Chosen, Options, choose
from tracker.core.formats.imports.collect import collect
from tracker.core.formats.imports.opened import open_package, open_packages
from tracker.core.formats.imports.read import FORMATS, read_package, read_packages
from tracker.core.formats.imports.values import Candidate, Collected, ImportContext, LeftOut, NewExposure

__all__ = [
    "FORMATS",
    "Candidate",
    "Chosen",
    "Collected",
    "ImportContext",
    "LeftOut",
    "NewExposure",
    "Options",
    "choose",
    "collect",
    "open_package",
    "open_packages",
    "read_package",
    "read_packages",
]
