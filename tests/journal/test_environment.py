"""An invalid variable stops the start with one line that names it and never quotes a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.environment import Environment


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch) -> Environment:
    monkeypatch.setattr(Environment, "ENVIRON", {})
    return Environment()


def refusal(ended: pytest.ExceptionInfo[SystemExit]) -> str:
    """The printed line. An exit with a text has the exit code 1."""
    line = ended.value.code
    assert isinstance(line, str)
    assert "\n" not in line
    return line


def test_a_folder_is_created_for_its_owner_only(env: Environment, tmp_path: Path) -> None:
    env.ENVIRON["LEVATOR_DATA"] = str(tmp_path / "new" / "diary")
    folder = env.folder("LEVATOR_DATA", tmp_path)
    assert (folder, folder.stat().st_mode & 0o777) == (tmp_path / "new" / "diary", 0o700)


@pytest.mark.parametrize(
    ("below", "reason"), [("file", "it is a file"), ("file/diary", "Not a directory"), ("loop", "Symlink loop")]
)
def test_a_folder_that_cannot_be_created_is_named_with_the_reason(
    env: Environment, tmp_path: Path, below: str, reason: str
) -> None:
    (tmp_path / "file").write_text("somebody's letters")
    (tmp_path / "loop").symlink_to("loop")
    env.ENVIRON["LEVATOR_DATA"] = str(tmp_path / below)
    with pytest.raises(SystemExit) as ended:
        env.folder("LEVATOR_DATA", tmp_path)
    line = refusal(ended)
    assert str(tmp_path / below) in line
    assert reason in line
    assert "LEVATOR_DATA" in line


@pytest.mark.parametrize("text", ["two", "-1", "1.5", "²"])
def test_an_invalid_count_is_refused(env: Environment, text: str) -> None:
    env.ENVIRON["TRUSTED_PROXIES"] = text
    with pytest.raises(SystemExit) as ended:
        env.count("TRUSTED_PROXIES", 0)
    assert refusal(ended) == f"TRUSTED_PROXIES must be a whole number such as 1, not {text!r}."


def test_a_count_and_its_default(env: Environment) -> None:
    assert env.count("TRUSTED_PROXIES", 2) == 2
    env.ENVIRON["TRUSTED_PROXIES"] = " 1 "
    assert env.count("TRUSTED_PROXIES", 2) == 1


@pytest.mark.parametrize("text", ["nonsense", "cassandra://x", "postgres://anna:hushhush@host:port/name", "hushhush"])
def test_an_invalid_database_url_is_refused_without_quoting_it(
    env: Environment, text: str, recwarn: pytest.WarningsRecorder
) -> None:
    env.ENVIRON["DATABASE_URL"] = text
    with pytest.raises(SystemExit) as ended:
        env.database("DATABASE_URL", "sqlite:////x")
    assert "DATABASE_URL is not the address of a database" in refusal(ended)
    assert "hushhush" not in refusal(ended) + "".join(str(warning.message) for warning in recwarn)


def test_a_database_is_read(env: Environment) -> None:
    env.ENVIRON["DATABASE_URL"] = "postgres://anna:secret@host:5433/name"
    found = env.database("DATABASE_URL", "sqlite:////x")
    assert (found["ENGINE"], found["PORT"]) == ("django.db.backends.postgresql", 5433)


def test_origins_are_read_with_their_ports(env: Environment) -> None:
    assert env.origins("CSRF_TRUSTED_ORIGINS") == []
    env.ENVIRON["CSRF_TRUSTED_ORIGINS"] = "https://journal.example.org:8443, http://nas:8080/,https://*.example.net"
    found = ["https://journal.example.org:8443", "http://nas:8080", "https://*.example.net"]
    assert env.origins("CSRF_TRUSTED_ORIGINS") == found


@pytest.mark.parametrize(
    "text",
    ["journal.example.org", "https://:8443", "ftp://a", "https://a/journal", "https://a:port", "https://me@a", "//a"],
)
def test_an_invalid_origin_is_refused(env: Environment, text: str) -> None:
    env.ENVIRON["CSRF_TRUSTED_ORIGINS"] = text
    with pytest.raises(SystemExit) as ended:
        env.origins("CSRF_TRUSTED_ORIGINS")
    assert repr(text) in refusal(ended)


@pytest.mark.parametrize("text", ["you@example.org", "http://example.org", "mailto:you", "https://", "mailto:a@b\nc"])
def test_a_contact_that_no_push_service_takes_is_refused(env: Environment, text: str) -> None:
    env.ENVIRON["PUSH_CONTACT"] = text
    with pytest.raises(SystemExit) as ended:
        env.contact("PUSH_CONTACT")
    assert "PUSH_CONTACT" in refusal(ended)


def test_a_contact_and_its_default(env: Environment) -> None:
    assert env.contact("PUSH_CONTACT") == ""
    env.ENVIRON["PUSH_CONTACT"] = " mailto:you@example.org "
    assert env.contact("PUSH_CONTACT") == "mailto:you@example.org"
