"""A device is switched on in the browser, and its worker shows what the command sent."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from walk.accessibility import violations
from walk.forwarding import Forwarder
from walk.push_service import PushService
from walk.put_aside import ZONE, wait_until

from tracker import diary
from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The browser would ask its maker's push service, which no test can reach.
SUBSCRIBE = """PushManager.prototype.subscribe = async (options) => {
  if (!options.userVisibleOnly || options.applicationServerKey.length !== 87) throw new Error("options");
  return {toJSON: () => ({endpoint: %s, keys: {p256dh: %s, auth: %s}})};
};"""
# A browser without a screen shows no notification and opens no window.
WATCH = """() => {
  registration.showNotification = async (title, { tag, data }) => { self.shown = [title, tag, data]; };
  clients.openWindow = async (address) => { self.opened = address; };
}"""
TOUCH = """() => {
  const event = new Event("notificationclick");
  event.notification = { data: self.shown[2], close: () => {} };
  return new Promise((done) => {
    event.waitUntil = (work) => work.then(() => done(self.opened));
    dispatchEvent(event);
  });
}"""


def deliver(page: Page, origin: str, message: str) -> None:
    """Hand a message to the worker, as the browser does after decrypting it."""
    cdp = page.context.new_cdp_session(page)
    registrations: list[dict[str, Any]] = []
    cdp.on("ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"]))
    cdp.send("ServiceWorker.enable")
    wait_until(page, "a worker", lambda _page: registrations)
    worker = {"origin": origin, "registrationId": registrations[0]["registrationId"]}
    cdp.send("ServiceWorker.deliverPushMessage", {**worker, "data": message})


def test_a_device_is_switched_on_and_shows_what_is_sent(
    phone: Page, wire: Forwarder, push_service: PushService, alice: User
) -> None:
    browser = push_service.browser()
    phone.context.grant_permissions(["notifications"], origin=wire.url)
    keys = [json.dumps(browser.fields[name]) for name in ("endpoint", "key", "auth")]
    phone.add_init_script(SUBSCRIBE % tuple(keys))
    phone.goto(reverse("tracker:reminders"))
    expect(phone.get_by_text("the browser needs scripts")).to_be_hidden()
    assert violations(phone) == []
    phone.get_by_role("button", name="Remind me on this device").click()
    expect(phone.get_by_text("Switched on.")).to_be_visible()
    diary.save_reminder_settings(alice, at=timezone.now().astimezone(ZoneInfo(ZONE)).time())
    call_command("send_reminders", stdout=StringIO())
    ((_path, _headers, body),) = push_service.requests
    notification = browser.read(body)
    (worker,) = phone.context.service_workers
    worker.evaluate(WATCH)
    deliver(phone, wire.url, json.dumps({"web_push": 8030, "notification": notification}))
    wait_until(phone, "a notification", lambda _page: worker.evaluate("self.shown"))
    check_in = wire.url + reverse("tracker:check-in")
    assert worker.evaluate("self.shown") == ["A minute for the diary", "reminder", check_in]
    assert worker.evaluate(TOUCH) == check_in


def test_a_person_who_does_not_allow_messages_is_told(phone: Page) -> None:
    phone.goto(reverse("tracker:reminders"))
    phone.get_by_role("button", name="Remind me on this device").click()
    expect(phone.get_by_text("Perhaps messages of this page are forbidden")).to_be_visible()
    expect(phone.get_by_role("button", name="Remind me on this device")).to_be_enabled()
