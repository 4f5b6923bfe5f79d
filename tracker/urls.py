"""URLs of the app, grouped by prefix. No URL contains health data."""

from allauth.account import views as accounts
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, register_converter
from django.views.generic import RedirectView

from tracker.addresses import IsoDate
from tracker.api import check_in as api_check_in
from tracker.api import log as api_log
from tracker.api import read as api_read
from tracker.core.reference.limits import MAX_LOG_IN_BYTES
from tracker.middleware import SHARED
from tracker.pages.body_limit import allow_body
from tracker.pages.shells import TEMPLATES
from tracker.pages.throttle import LOG_INS, SIGN_UPS, limited
from tracker.views import (
    account_events,
    api_tokens,
    asked_once,
    calendar_file,
    calendars,
    check_in,
    data,
    day,
    deleting,
    demo,
    differences,
    doctor,
    doctor_files,
    doctor_page,
    episodes,
    experiments,
    exposure,
    help,
    imports,
    injections,
    jobs,
    journal,
    logging_in,
    medicines,
    notes,
    offline,
    patterns,
    preferences,
    relief,
    reminders,
    second_step,
    share,
    shared,
    signs,
    thresholds,
    today,
    treatments,
    triggers,
    uploads,
    visits,
    weekly,
)

register_converter(IsoDate, "date")

app_name = "tracker"

# episode/
episode_urls = [
    path("now/", episodes.quick, {"still_going": True}, name="episode-now"),
    path("just-now/", episodes.quick, {"still_going": False}, name="episode-just-now"),
    path("new/", episodes.create, name="episode-create"),
    path("now/<uuid:client_id>/", episodes.quick, {"still_going": True}, name="episode-now-draft"),
    path("just-now/<uuid:client_id>/", episodes.quick, {"still_going": False}, name="episode-just-now-draft"),
    path("new/<uuid:client_id>/", episodes.create, name="episode-draft"),
    path("<uuid:client_id>/", episodes.edit, name="episode-edit"),
    path("<uuid:client_id>/which/", episodes.which_time, name="episode-which"),
    path("<uuid:client_id>/strength/", episodes.strength, name="episode-strength"),
    path("<uuid:client_id>/tried/", relief.tried, name="episode-tried"),
    path("<uuid:client_id>/stopped/", episodes.stopped, name="episode-stopped"),
    path("<uuid:key>/delete/", deleting.delete, {"kind": "episodes"}, name="episode-delete"),
]

# check-in/
check_in_urls = [
    path("", check_in.check_in, name="check-in"),
    path("<date:day>/", check_in.check_in_day, name="check-in-day"),
    path("<date:day>/no-twitch/", check_in.no_twitch, name="no-twitch"),
    path("<date:key>/delete/", deleting.delete, {"kind": "days"}, name="check-in-delete"),
]

# reading/
reading_urls = [
    path("tap/", check_in.tap, name="tap"),
    path("<uuid:client_id>/", check_in.reading, name="reading-edit"),
    path("<uuid:key>/delete/", deleting.delete, {"kind": "readings"}, name="reading-delete"),
]

# doctor/
doctor_urls = [
    path("", doctor.doctor, name="doctor"),
    path("page/", doctor_page.doctor_page, name="doctor-page"),
    path("summary.pdf", doctor.doctor_pdf, name="doctor-pdf"),
    path("summary.fhir.json", doctor_files.fhir, name="doctor-fhir"),
    path("summary.csv", doctor_files.summary_csv, name="doctor-csv"),
    path("summary.json", doctor_files.summary_json, name="doctor-json"),
    path("tables.zip", doctor_files.tables, name="doctor-tables"),
    path("links/", share.links, name="links"),
    path("links/<uuid:client_id>/withdraw/", share.withdraw, name="link-withdraw"),
]

# settings/
settings_urls = [
    path("", preferences.settings, name="settings"),
    path("zone/", preferences.zone, name="zone"),
    path("tokens/", api_tokens.tokens, name="tokens"),
    path("tokens/<uuid:client_id>/withdraw/", api_tokens.withdraw, name="token-withdraw"),
    path("who-was-here/", account_events.account_events, name="account-events"),
    path("devices/<uuid:client_id>/end/", logging_in.end_device, name="device-end"),
    path("devices/end-others/", logging_in.end_others, name="devices-end-others"),
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/on/", reminders.switch_on, name="reminders-on"),
    path("reminders/again/", reminders.resume, name="reminders-again"),
    path("reminders/<uuid:client_id>/off/", reminders.switch_off, name="reminders-off"),
    path("thresholds/", thresholds.thresholds, name="thresholds"),
    path("own/new/", preferences.exposure_create, name="exposure-create"),
    path("own/new/<uuid:client_id>/", preferences.exposure_create, name="exposure-draft"),
    path("own/<uuid:client_id>/", preferences.exposure_edit, name="exposure-edit"),
]

# medicine/
medicine_urls = [
    path("new/", medicines.create, name="medicine-create"),
    path("new/<uuid:client_id>/", medicines.create, name="medicine-draft"),
    path("<uuid:client_id>/", medicines.edit, name="medicine-edit"),
    path("<uuid:client_id>/again/", medicines.again, name="dose-again"),
    path("<uuid:client_id>/dose/", medicines.dose_create, name="medicine-dose"),
    path("<uuid:client_id>/dose/<uuid:dose_id>/", medicines.dose_create, name="medicine-dose-draft"),
    path("<uuid:key>/delete/", deleting.delete, {"kind": "medicines"}, name="medicine-delete"),
]

# dose/
dose_urls = [
    path("<uuid:client_id>/", medicines.dose_edit, name="dose-edit"),
    path("<uuid:key>/delete/", deleting.delete, {"kind": "doses"}, name="dose-delete"),
]

# injection/
injection_urls = [
    path("new/", injections.create, name="injection-create"),
    path("new/<uuid:client_id>/", injections.create, name="injection-draft"),
    path("<uuid:client_id>/", injections.edit, name="injection-edit"),
    path("<uuid:key>/delete/", deleting.delete, {"kind": "injections"}, name="injection-delete"),
]

# experiment/
experiment_urls = [
    path("new/", experiments.create, name="experiment-create"),
    path("new/<uuid:client_id>/", experiments.create, name="experiment-draft"),
    path("<uuid:client_id>/", experiments.experiment, name="experiment"),
    path("<uuid:client_id>/kept/", experiments.kept, name="experiment-kept"),
    path("<uuid:client_id>/pause/", experiments.pause, name="experiment-pause"),
    path("<uuid:client_id>/resume/", experiments.resume, name="experiment-resume"),
    path("<uuid:client_id>/stop/", experiments.stop, name="experiment-stop"),
    path("<uuid:key>/delete/", deleting.delete, {"kind": "experiments"}, name="experiment-delete"),
]

# visit/
visit_urls = [
    path("new/", visits.create, name="visit-create"),
    path("new/<uuid:client_id>/", visits.create, name="visit-draft"),
    path("<uuid:client_id>/", visits.edit, name="visit-edit"),
    path("<uuid:key>/delete/", deleting.delete, {"kind": "visits"}, name="visit-delete"),
]

# help/
help_urls = [
    path("about-twitches/", help.about, name="help-about"),
    path("when-to-see-a-doctor/", help.see_a_doctor, name="help-doctor"),
    path("how-triggers-are-found/", help.how_triggers_are_found, name="help-triggers"),
    path("privacy/", help.privacy, name="help-privacy"),
]

# data/
data_urls = [
    path("", data.data, name="data"),
    path("diary.json", data.export, name="export"),
    path("diary.zip", data.tables, name="export-tables"),
    path("import/", imports.upload, name="import"),
    path("import/begin/", uploads.begin, name="import-begin"),
    path("import/pieces/<uuid:client_id>/", uploads.piece, name="piece"),
    path("import/forget/", uploads.forget, name="import-forget"),
    path("notes/", notes.paste, name="notes"),
    path("calendar/", calendar_file.calendar, name="calendar"),
    path("import/preview/", imports.preview, name="import-preview"),
    path("imports/<uuid:client_id>/undo/", imports.undo, name="import-undo"),
    path("differences/", differences.choose, name="differences"),
    path("leave/", data.leave, name="leave"),
    path("waiting/<uuid:client_id>/", jobs.waiting, name="waiting"),
    path("waiting/<uuid:client_id>/cancel/", jobs.cancel, name="job-cancel"),
    path("waiting/<uuid:client_id>/file/", jobs.take_file, name="job-file"),
]

# offline/
offline_urls = [
    path("sending/", offline.sending, name="sending"),
    path("readable/", offline.readable, name="readable"),
    *(path(f"{kind}/", offline.shell, {"kind": kind}, name=f"offline-{kind}") for kind in TEMPLATES),
]

# api/v1/
api_urls = [
    path("twitch/", api_log.twitch, name="api-twitch"),
    path("stop/", api_log.stop, name="api-stop"),
    path("readings/", api_log.readings, name="api-readings"),
    path("check-in/<date:day>/", api_check_in.check_in, name="api-check-in"),
    path("entries/", api_read.entries, name="api-entries"),
    path("diary.json", api_read.diary_file, name="api-diary"),
    path("me/", api_read.me, name="api-me"),
]

urlpatterns = [
    path("", today.today, name="today"),
    path("hide-first-days/", today.hide_first_days, name="hide-first-days"),
    path("demo/", demo.demo, name="demo"),
    path("worker.js", offline.worker, name="worker"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("offline/", include(offline_urls)),
    path("episode/", include(episode_urls)),
    path("ease/", relief.ease, name="ease"),
    path("check-in/", include(check_in_urls)),
    path("reading/", include(reading_urls)),
    path("journal/", journal.journal, name="journal"),
    path("day/<date:day>/", day.day, name="day"),
    path("undo/", deleting.undo, name="undo"),
    path("patterns/", patterns.overview, name="patterns"),
    path("week/", weekly.week, name="week"),
    path("week/ending/<date:day>/", weekly.week_ending, name="week-ending"),
    path("week/<date:day>/", weekly.week, name="week-of"),
    path("month/<date:day>/", calendars.month, name="month"),
    path("year/<date:day>/", calendars.year, name="year"),
    path("triggers/", triggers.triggers, name="triggers"),
    path("triggers/<uuid:client_id>/", exposure.exposure, name="trigger"),
    path("signs/", signs.signs, name="signs"),
    path("signs/asked-once/", asked_once.asked_once, name="asked-once"),
    path("signs/<str:rule>/answer/", signs.answer, name="sign-answer"),
    path("doctor/", include(doctor_urls)),
    path("settings/", include(settings_urls)),
    path("treatments/", treatments.treatments, name="treatments"),
    path("medicine/", include(medicine_urls)),
    path("dose/", include(dose_urls)),
    path("injection/", include(injection_urls)),
    path("experiments/", experiments.experiments, name="experiments"),
    path("experiment/", include(experiment_urls)),
    path("visits/", visits.visits, name="visits"),
    path("visit/", include(visit_urls)),
    path("data/", include(data_urls)),
    path("help/", include(help_urls)),
    path("api/v1/", include(api_urls)),
    # The only URL for people without an account: those who have a link.
    path(f"{SHARED}<str:token>/", shared.shared, name="shared"),
]

# account/: outside the app's namespace, because allauth reverses these names.
account_urls = [
    path("sign-up/", limited(SIGN_UPS)(accounts.signup), name="account_signup"),
    path(
        "log-in/", allow_body(MAX_LOG_IN_BYTES, anonymous=True)(limited(LOG_INS)(accounts.login)), name="account_login"
    ),
    path("logging-in/", logging_in.logging_in, name="mfa_index"),
    path("log-out/", accounts.logout, name="account_logout"),
    path("password/", second_step.ChangePassword.as_view(), name="account_change_password"),
    path(
        "passkey/log-in/",
        allow_body(MAX_LOG_IN_BYTES, anonymous=True)(
            limited(LOG_INS)(login_not_required(second_step.LogInByPasskey.as_view()))
        ),
        name="mfa_login_webauthn",
    ),
    path("second-step/", limited(LOG_INS)(second_step.AskSecondStep.as_view()), name="mfa_authenticate"),
    path("second-step/choose/", second_step.choose_second_step, name="second_step_choose"),
    path("passkey/add/", second_step.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("passkey/<int:pk>/rename/", second_step.RenamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("passkey/<int:pk>/remove/", second_step.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("app/add/", second_step.AddApp.as_view(), name="mfa_activate_totp"),
    path("app/remove/", second_step.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("codes/", second_step.ShowCodes.as_view(), name="mfa_view_recovery_codes"),
    path("codes/make/", second_step.MakeCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("again/", second_step.AskPassword.as_view(), name="account_reauthenticate"),
    path("again/code/", second_step.AskCode.as_view(), name="mfa_reauthenticate"),
    path("again/passkey/", second_step.AskPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("withdraw-all/", logging_in.withdraw_all, name="withdraw_all"),
    path("way-back/", limited(LOG_INS)(login_not_required(second_step.way_back)), name="account_way_back"),
    # A demo account has no password to change: redirect to the settings.
    path("password/none/", RedirectView.as_view(pattern_name="tracker:settings"), name="account_set_password"),
    path("closed/", accounts.account_inactive, name="account_inactive"),
]
