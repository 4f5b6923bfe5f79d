"""The one door between tables and values: load a diary, save a diary, put in or take out one entry."""

from tracker.core.merging import KINDS
from tracker.diary.check_in import check_in_values, put_check_in, say_no_twitch, values_of_other_days
from tracker.diary.codecs import FILE, HTML, json_of
from tracker.diary.history import history
from tracker.diary.keep import kept
from tracker.diary.leave import leave
from tracker.diary.load import first_date, has_sign, load, load_all, load_signs, names_of, span
from tracker.diary.put import Outcome, Put, add_once, change_amount, log_bout, put, stop, track
from tracker.diary.questions import (
    give_to_next_visit,
    next_visit_row,
    questions_to_ask,
    save_doctor_page,
    show_all_sections,
)
from tracker.diary.save import NotSaved, put_back, save, take_differences
from tracker.diary.share import (
    TooManyLinks,
    add_link,
    find_link,
    forget_ended,
    open_link,
    try_code,
    withdraw_link,
)
from tracker.diary.take_out import (
    take_out_check_in,
    take_out_dose,
    take_out_episode,
    take_out_injection,
    take_out_medicine,
    take_out_reading,
    take_out_visit,
)
from tracker.diary.watch import all_signs, answer_once, answer_watched, watch, watched
from tracker.diary.write import Saved

__all__ = [
    "FILE",
    "HTML",
    "KINDS",
    "NotSaved",
    "Outcome",
    "Put",
    "Saved",
    "TooManyLinks",
    "add_link",
    "add_once",
    "all_signs",
    "answer_once",
    "answer_watched",
    "change_amount",
    "check_in_values",
    "find_link",
    "first_date",
    "forget_ended",
    "give_to_next_visit",
    "has_sign",
    "history",
    "json_of",
    "kept",
    "leave",
    "load",
    "load_all",
    "load_signs",
    "log_bout",
    "names_of",
    "next_visit_row",
    "open_link",
    "put",
    "put_back",
    "put_check_in",
    "questions_to_ask",
    "save",
    "save_doctor_page",
    "say_no_twitch",
    "show_all_sections",
    "span",
    "stop",
    "take_differences",
    "take_out_check_in",
    "take_out_dose",
    "take_out_episode",
    "take_out_injection",
    "take_out_medicine",
    "take_out_reading",
    "take_out_visit",
    "track",
    "try_code",
    "values_of_other_days",
    "watch",
    "watched",
    "withdraw_link",
]
