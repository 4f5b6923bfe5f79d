"""docs/openapi.json names every address of the API, and no request breaks it or is answered otherwise."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from walk.openapi import DOCS, DOCUMENT, assert_documented, validator

from tracker.models import ApiToken, User
from tracker.models.secret import digest_of, new_token

ADDRESSES = {
    f"/{pattern.pattern}": pattern.callback
    for resolver in get_resolver().url_patterns
    if hasattr(resolver, "url_patterns")
    for inner in resolver.url_patterns
    if str(inner.pattern) == "api/v1/"
    for pattern in inner.url_patterns
}
OPERATIONS = [(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods]
BODIES = {path: DOCUMENT["paths"][path]["post"] for path, method in OPERATIONS if method == "post"}

odd = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(max_size=20),
    st.just([]),
    st.just({}),
)
times = st.one_of(
    st.datetimes().map(lambda at: f"{at.isoformat()}Z"),
    st.just("2026-11-20T10:00:00-11:59"),
    st.just("9999-12-31T23:59Z"),
)
signs = st.just([{"name": "face_droop", "onset": "sudden"}])
reading = st.fixed_dictionaries(
    {
        "id": st.one_of(st.uuids().map(str), odd),
        "exposure": st.one_of(st.sampled_from(["water_ml", "sleep_h", "moon"]), odd),
        "local_date": st.one_of(st.just("2026-11-20"), st.dates().map(str), odd),
        "value": st.one_of(st.floats(0, 10), odd),
    },
    optional={"at": times, "source": st.text(max_size=50), "item": odd, "external_id": odd, "zone": odd, "more": odd},
)
KNOWN = {
    "place": st.sampled_from(["chin:left", "chin", "moon"]), "side": st.sampled_from(["left", "midline", "up"]),
    "at": times, "minutes": st.one_of(st.integers(0, 10_080), st.floats(0, 1e6)), "still_going": st.booleans(),
    "readings": st.lists(reading, max_size=3), "worry": st.integers(-1, 11), "version": st.integers(-1, 3),
    "values": st.dictionaries(st.sampled_from(["stress", "sleep_h", "moon"]), st.one_of(st.floats(0, 30), odd)),
    "signs": signs, "no_twitch": st.booleans(), "id": st.uuids().map(str), "note": st.text(max_size=50),
}  # fmt: skip
bodies = st.fixed_dictionaries({}, optional={name: st.one_of(right, right, odd) for name, right in KNOWN.items()})


def test_the_document_names_every_address_with_its_method_and_scopes() -> None:
    documented = {
        (path, method): tuple(DOCUMENT["paths"][path][method]["security"][0]["token"]) for path, method in OPERATIONS
    }
    built = {
        (f"/api/v1{path.replace('<date:day>', '{date}')}", view.method.lower()): view.scopes
        for path, view in ADDRESSES.items()
    }
    assert {key: sorted(scopes) for key, scopes in documented.items()} == {
        key: sorted(map(str, scopes)) for key, scopes in built.items()
    }


def test_every_schema_of_the_document_is_one() -> None:
    schemas = DOCUMENT["components"]["schemas"]
    assert len(schemas) > 5
    for name, schema in schemas.items():
        assert jsonschema_rs.meta.is_valid(schema), name
        # Its references lead somewhere.
        assert validator(json.dumps(schema)), name


def test_the_document_holds_no_address_of_an_installation() -> None:
    assert [server["url"] for server in DOCUMENT["servers"]] == ["/"]
    assert "http" not in (DOCS / "openapi.json").read_text(encoding="utf-8").replace("over https", "").replace(
        "over http", ""
    ).replace('"type": "http"', "")


@pytest.fixture
def authorization(db: None) -> dict[str, str]:
    """A token that may do everything."""
    user = User.objects.create_user(username="fuzzed", password=None)
    text = f"levator_all_{new_token()}"
    ApiToken.objects.create(user=user, scope="all", digest=digest_of(text), made_at=timezone.now())
    return {"Authorization": f"Bearer {text}"}


@pytest.mark.parametrize("path", BODIES)
def test_no_body_breaks_an_address(path: str, authorization: dict[str, str], is_long: bool) -> None:
    address = path.replace("{date}", "2026-11-20")

    @settings(max_examples=2_000 if is_long else 30, suppress_health_check=list(HealthCheck))
    @given(st.one_of(bodies, odd, st.fixed_dictionaries({"readings": st.lists(reading, max_size=3)})))
    def send(body: Any) -> None:
        ApiToken.objects.update(minute_uses=0, day_uses=0, day_values=0)
        answer = Client().post(address, json.dumps(body), content_type="application/json", headers=authorization)
        assert_documented("post", address, answer)
        assert answer.status_code < 500
        if answer.status_code in {200, 201}:
            accepted(path, body)

    send()


def accepted(path: str, body: Any) -> None:
    """What is saved is what the document describes, but for a number that is written as a whole one."""
    schema = json.dumps(BODIES[path]["requestBody"]["content"]["application/json"]["schema"])
    try:
        validator(schema).validate(body)
    except jsonschema_rs.ValidationError as error:
        pytest.fail(f"{body} was saved, but is not documented: {error.message}")


QUERIES = st.dictionaries(
    st.sampled_from(["from", "to", "after", "limit", "other"]),
    st.one_of(st.text(max_size=30), st.dates().map(str), st.integers(-5, 600).map(str)),
)


def test_no_query_breaks_the_entries(authorization: dict[str, str], is_long: bool) -> None:
    @settings(max_examples=2_000 if is_long else 30, suppress_health_check=list(HealthCheck))
    @given(QUERIES)
    def ask(query: dict[str, str]) -> None:
        ApiToken.objects.update(minute_uses=0, day_uses=0)
        answer = Client().get("/api/v1/entries/", query, headers=authorization)
        assert_documented("get", "/api/v1/entries/", answer)
        assert answer.status_code < 500

    ask()
