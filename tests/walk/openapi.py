"""Check answers of the API against docs/openapi.json."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from django.urls import Resolver404, resolve

DOCS = Path(__file__).parents[2] / "docs"
DOCUMENT = json.loads((DOCS / "openapi.json").read_text(encoding="utf-8"))
DIARY = json.loads((DOCS / "diary.schema.json").read_text(encoding="utf-8"))


def path_of(path: str) -> str:
    """The address as the document has it: `/api/v1/check-in/{date}/`."""
    try:
        values = resolve(path).kwargs
    except Resolver404:
        return path
    return "/" + resolve(path).route.replace("<date:day>", "{date}") if values else path


def operation(method: str, path: str) -> Any:
    """What the document says of an address, or None."""
    return DOCUMENT["paths"].get(path_of(path), {}).get(method.lower())


@cache
def validator(schema: str) -> Any:
    """A validator of a schema of the document, given as text. Its references lead into the document."""
    bundled = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "components": DOCUMENT["components"],
        "allOf": [json.loads(schema)],
    }
    text = json.dumps(bundled).replace('"diary.schema.json', f'"json-schema:///{DIARY["$id"]}')
    diary = {name: value for name, value in DIARY.items() if name != "$id"}
    registry = jsonschema_rs.Registry([(f"json-schema:///{DIARY['$id']}", diary)])
    return jsonschema_rs.Draft202012Validator(json.loads(text), validate_formats=True, registry=registry)


def assert_documented(method: str, path: str, answer: Any) -> None:
    """The status, the type and the body of an answer are those of the document."""
    found = operation(method, path)
    media = answer["Content-Type"].partition(";")[0]
    if found is None:
        assert answer.status_code in {404, 405}
        content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    else:
        assert str(answer.status_code) in found["responses"], answer.content
        content = found["responses"][str(answer.status_code)]["content"]
    assert media in content, media
    if media != "text/plain":
        sent = answer.getvalue()
        if answer.streaming:
            answer.streaming_content = [sent]
        body = json.loads(sent)
        validator(json.dumps(content[media]["schema"])).validate(body)
