import os
from base64 import b64encode
from hashlib import sha384
from pathlib import Path

from django.template import Context, Template

PROJECT_ROOT = Path(__file__).resolve().parents[2]


def rendered() -> str:
    return Template("{% load scripts %}{% script 'js/levator.js' %}").render(Context())


def digest_of(text: bytes) -> str:
    return "sha384-" + b64encode(sha384(text).digest()).decode()


def test_a_script_names_its_file_and_its_digest() -> None:
    digest = digest_of((PROJECT_ROOT / "static" / "js" / "levator.js").read_bytes())
    assert rendered() == f'<script src="/static/js/levator.js" integrity="{digest}" defer></script>'


def test_a_changed_file_gets_another_digest(tmp_path: Path, settings: object) -> None:
    settings.STATICFILES_DIRS = [tmp_path]  # type: ignore[attr-defined]
    file = tmp_path / "js" / "levator.js"
    file.parent.mkdir()
    from django.contrib.staticfiles.finders import get_finder

    get_finder.cache_clear()
    try:
        for at, text in enumerate((b"one", b"two")):
            file.write_bytes(text)
            os.utime(file, ns=(at, at))
            assert digest_of(text) in rendered()
    finally:
        get_finder.cache_clear()
