"""The only way between tables and values: load and save a diary, save and delete one entry."""

from tracker.core.merging import KINDS
from tracker.diary.account import delete_account, end_account, end_log_ins, finish_deletions
from tracker.diary.account_events import record_event
from tracker.diary.api_tokens import (
    TooManyTokensError,
    add_token,
    count_use,
    count_values,
    find_token,
    remember_stop,
    withdraw_all_tokens,
    withdraw_token,
)
from tracker.diary.background import Background, background
from tracker.diary.bounds import ALWAYS_ASKED, TooManyError
from tracker.diary.cache import cached, prefetched, store, stored
from tracker.diary.check_in import check_in_values, log_no_twitch, save_check_in, values_of_other_days
from tracker.diary.codecs import FILE, HTML, Raw, compact, json_of
from tracker.diary.deleted_entries import clear_deleted, keep_deleted, take_deleted, was_deleted
from tracker.diary.deletion import delete_entry
from tracker.diary.entries import (
    Outcome,
    SaveResult,
    add_once,
    add_relief,
    change_amount,
    keep_day,
    log_episode,
    save_entry,
    set_strength,
    set_tracked,
    stop_episode,
)
from tracker.diary.history import history
from tracker.diary.import_previews import (
    change_preview,
    delete_expired_previews,
    delete_preview,
    find_preview,
    save_table_mapping,
    store_preview,
    table_mapping,
)
from tracker.diary.import_undo import clear_unfinished, undo_import
from tracker.diary.imported_doses import new_doses
from tracker.diary.imports import ImportBatch, planned_import, save_import
from tracker.diary.load import (
    display_names,
    first_date,
    has_sign,
    injection_days,
    load,
    load_all,
    load_signs,
    most_episodes_in_a_day,
    span,
    with_doses,
)
from tracker.diary.questions import (
    move_questions_to_next_visit,
    next_visit_row,
    questions_to_ask,
    save_doctor_page,
    show_all_sections,
)
from tracker.diary.recent import load_recent
from tracker.diary.reminders import (
    add_subscription,
    mark_reminder,
    reminder_settings,
    resume_reminders,
    save_reminder_settings,
    unanswered_reminders,
)
from tracker.diary.save import SaveError, apply_differences, save, save_entries
from tracker.diary.sharing import (
    TooManyLinksError,
    add_link,
    check_code,
    delete_ended_links,
    find_link,
    link_pdf,
    open_link,
    withdraw_link,
)
from tracker.diary.slices import discard, discard_abandoned
from tracker.diary.stream import export, is_large, number_of_entries
from tracker.diary.watched_signs import (
    answer_watched_sign,
    load_watched_signs,
    merge_watched_signs,
    save_answers,
    update_watched_signs,
)
from tracker.diary.write import MergeResult
from tracker.diary.zones import zones_by_day

__all__ = [
    "ALWAYS_ASKED",
    "FILE",
    "HTML",
    "KINDS",
    "Background",
    "ImportBatch",
    "MergeResult",
    "Outcome",
    "Raw",
    "SaveError",
    "SaveResult",
    "TooManyError",
    "TooManyLinksError",
    "TooManyTokensError",
    "add_link",
    "add_once",
    "add_relief",
    "add_subscription",
    "add_token",
    "answer_watched_sign",
    "apply_differences",
    "background",
    "cached",
    "change_amount",
    "change_preview",
    "check_code",
    "check_in_values",
    "clear_deleted",
    "clear_unfinished",
    "compact",
    "count_use",
    "count_values",
    "delete_account",
    "delete_ended_links",
    "delete_entry",
    "delete_expired_previews",
    "delete_preview",
    "discard",
    "discard_abandoned",
    "display_names",
    "end_account",
    "end_log_ins",
    "export",
    "find_link",
    "find_preview",
    "find_token",
    "finish_deletions",
    "first_date",
    "has_sign",
    "history",
    "injection_days",
    "is_large",
    "json_of",
    "keep_day",
    "keep_deleted",
    "link_pdf",
    "load",
    "load_all",
    "load_recent",
    "load_signs",
    "load_watched_signs",
    "log_episode",
    "log_no_twitch",
    "mark_reminder",
    "merge_watched_signs",
    "most_episodes_in_a_day",
    "move_questions_to_next_visit",
    "new_doses",
    "next_visit_row",
    "number_of_entries",
    "open_link",
    "planned_import",
    "prefetched",
    "questions_to_ask",
    "record_event",
    "remember_stop",
    "reminder_settings",
    "resume_reminders",
    "save",
    "save_answers",
    "save_check_in",
    "save_doctor_page",
    "save_entries",
    "save_entry",
    "save_import",
    "save_reminder_settings",
    "save_table_mapping",
    "set_strength",
    "set_tracked",
    "show_all_sections",
    "span",
    "stop_episode",
    "store",
    "store_preview",
    "stored",
    "table_mapping",
    "take_deleted",
    "unanswered_reminders",
    "undo_import",
    "update_watched_signs",
    "values_of_other_days",
    "was_deleted",
    "with_doses",
    "withdraw_all_tokens",
    "withdraw_link",
    "withdraw_token",
    "zones_by_day",
]
