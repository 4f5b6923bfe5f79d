"""The files for many users say what the settings, the commands and the server understand."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands
from django.db import connection
from django.urls import reverse
from gunicorn.app.base import Application
from gunicorn.config import Config

from journal.channel import UPLOAD_S
from journal.worker import BufferingWorker
from tracker.backups.excluded_tables import TABLES
from tracker.core.reference.limits import DIARY_FILE_BYTES, IMPORT_FILE_BYTES, MEGABYTE
from tracker.forms import DiaryFileForm
from tracker.forms.diary_file import TOO_LARGE

PROJECT_ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {"MPLCONFIGDIR", "PYTHONUNBUFFERED"}
"""Variables of the libraries below us."""
ON_ONE_MACHINE_ONLY = {"PORT", "DEBUG"}
COMMAND = re.compile(r"manage\.py ([a-z_]+)")
VARIABLE = re.compile(r"\b[A-Z][A-Z_]{2,}[A-Z]\b")


def text(name: str) -> str:
    return (PROJECT_ROOT / name).read_text(encoding="utf-8")


def settings_read() -> set[str]:
    """The environment variables that journal/settings.py asks for."""
    return set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', text("journal/settings.py")))


@pytest.fixture
def compose() -> dict[str, Any]:
    """compose.yaml as it is understood."""
    return yaml.safe_load(text("compose.yaml"))


def unit(name: str) -> configparser.ConfigParser:
    """A unit of systemd; a key that occurs twice has its last value."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(text(f"deploy/{name}"))
    return parser


def environment_file() -> dict[str, str]:
    lines = text("deploy/levator.env").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_what_is_handed_to_the_journal_is_what_the_settings_read(compose: dict[str, Any]) -> None:
    handed = {name for service in ("tables", "journal") for name in compose["services"][service]["environment"]}
    handed |= set(environment_file())
    assert handed - NOT_OURS <= settings_read()


def test_every_setting_is_in_the_documents() -> None:
    deploy, readme, docstring = text("docs/deploy.md"), text("README.md"), text("journal/settings.py").split('"""')[1]
    explained = settings_read() - {"DEBUG", "SECRET_KEY"}
    assert explained - set(VARIABLE.findall(readme)) == set()
    assert explained - set(VARIABLE.findall(docstring)) == set()
    assert settings_read() - set(VARIABLE.findall(deploy)) <= ON_ONE_MACHINE_ONLY


def test_what_is_chosen_for_several_processes_holds(compose: dict[str, Any]) -> None:
    given = compose["services"]["journal"]["environment"]
    assert (given["LEVATOR_HTTPS"], given["TRUSTED_PROXIES"]) == ("1", "1")
    alone = environment_file()
    assert (alone["LEVATOR_HTTPS"], alone["TRUSTED_PROXIES"], alone["SECRET_KEY"]) == ("1", "1", "")


def test_with_several_machines_what_one_counts_another_reads(tmp_path: Path) -> None:
    """They share the database and no folder."""
    shared = f"sqlite:///{tmp_path / 'shared.sqlite3'}"

    def on(machine: str, *words: str) -> str:
        own = {"LEVATOR_DATA": str(tmp_path / machine), "DATABASE_URL": shared}
        command = [sys.executable, str(PROJECT_ROOT / "manage.py"), *words]
        return subprocess.run(command, env=os.environ | own, capture_output=True, text=True, check=True).stdout

    on("one", "migrate", "--verbosity", "0")
    on("one", "shell", "-c", "from django.core.cache import cache; cache.set('attempts', 5)")
    output = on(
        "another", "shell", "-c", "from django.core.cache import cache; print('counted', cache.get('attempts'))"
    )
    assert "counted 5" in output


def proxy_rule(pattern: str) -> str:
    found = re.search(pattern, text("deploy/Caddyfile"), re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("name", ["diary", "other"])
def test_the_proxy_takes_what_the_journal_takes_and_refuses_the_rest_in_words(name: str, settings: Any) -> None:
    most = {"diary": DIARY_FILE_BYTES, "other": settings.DATA_UPLOAD_MAX_MEMORY_SIZE}[name]
    passes = int(proxy_rule(rf"request_body @{name}s? {{\s*max_size (\d+)MB")) * MEGABYTE
    # A little more than the content, for the form around it.
    assert most + 500_000 < passes <= most + MEGABYTE
    too_large = re.compile(proxy_rule(rf"@large_{name} {{.*?header_regexp Content-Length (\S+)"))
    refused = [passes, passes + 1, 10 * passes, 99 * passes, 10**12]
    assert all(too_large.search(str(length)) for length in refused)
    assert not any(too_large.search(str(length)) for length in (0, 999, most // 10, most, passes - 1))


def test_the_proxy_waits_for_a_body_as_long_as_the_journal() -> None:
    assert int(proxy_rule(r"read_body (\d+)m\b")) * 60 == UPLOAD_S
    assert proxy_rule(r"read_header (\d+)s\b") == "5"


def test_the_proxy_says_the_limit_in_the_words_of_the_page() -> None:
    uploads = f"{reverse('tracker:data')} {reverse('tracker:import')}"
    assert proxy_rule(r"@diary path ([^\n]+)") == uploads
    assert proxy_rule(r"@large_diary {\s*path ([^\n]+)") == uploads
    assert IMPORT_FILE_BYTES == DIARY_FILE_BYTES
    message = proxy_rule(r'respond @large_diary "([^"]+)"')
    assert message.startswith(str(TOO_LARGE))
    assert f"up to {DIARY_FILE_BYTES // MEGABYTE} MB" in str(DiaryFileForm().fields["file"].help_text)


def gunicorns() -> dict[str, list[str]]:
    """Gunicorn's command line in each file that holds one."""
    docker = re.search(r"^CMD (\[.*\])", text("Dockerfile").replace("\\\n", " "), re.MULTILINE)
    assert docker
    service = shlex.split(unit("levator.service")["Service"]["ExecStart"])
    return {"Dockerfile": yaml.safe_load(docker[1]), "levator.service": service}


@pytest.mark.parametrize("file", ["Dockerfile", "levator.service"])
def test_only_the_address_is_on_the_gunicorn_command_line(file: str) -> None:
    """Everything else is in gunicorn.conf.py, which it reads where it is started."""
    python, module, journal, *words = gunicorns()[file]
    assert (python.rpartition("/")[2], module, journal) == ("python", "-m", "journal")
    asked = Config().parser().parse_args(words)
    assert asked.args == []
    assert {name for name, value in vars(asked).items() if value and name != "args"} == {"bind"}
    assert "WORKDIR /srv/levator" in text("Dockerfile")
    assert unit("levator.service")["Service"]["WorkingDirectory"] == "/opt/levator"


def test_the_options_of_the_server_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WEB_CONCURRENCY", raising=False)
    options = Application.__new__(Application)
    options.cfg = Config()
    options.load_config_from_file(str(PROJECT_ROOT / "gunicorn.conf.py"))
    assert (options.cfg.worker_class, options.cfg.threads, options.cfg.preload_app) == (BufferingWorker, 4, True)
    assert (options.cfg.forwarder_headers, options.cfg.sendfile) == ([], False)
    assert options.cfg.logger_class.__name__ == "RedactingLogger"
    # Processes are replaced now and then, and not all at once.
    assert 0 < options.cfg.max_requests_jitter < options.cfg.max_requests
    # Each process may take sixteen connections, and PostgreSQL has a hundred.
    assert options.cfg.workers * 16 < 100


def test_a_log_of_requests_is_masked_too(tmp_path: Path) -> None:
    """All three ways to start read these options; none asks for such a log, but somebody may."""
    options = Application.__new__(Application)
    options.cfg = Config()
    options.load_config_from_file(str(PROJECT_ROOT / "gunicorn.conf.py"))
    assert options.cfg.accesslog is None
    options.cfg.set("accesslog", str(tmp_path / "access"))
    log = options.cfg.logger_class(options.cfg)
    log.access_log.info("GET /shared/%s/ %s", "EUESGJNvfljF", "https://journal/account/sign-up/?invite=xLzqT")
    for handler in log.access_log.handlers:
        handler.close()
    assert (tmp_path / "access").read_text() == "GET /shared/…/ https://journal/account/sign-up/?invite=…\n"


def test_every_command_and_file_that_is_named_is_there() -> None:
    files = ("docs/deploy.md", "compose.yaml", "Dockerfile", "deploy/levator.service")
    named = {command for file in files for command in COMMAND.findall(text(file))}
    assert {"migrate", "collectstatic", "backup"} <= named <= set(get_commands())
    paths = set(re.findall(r"\]\((\.\./)?([\w./-]+?)(?:#[\w-]+)?\)", text("docs/deploy.md")))
    assert [path for up, path in paths if not (PROJECT_ROOT / "docs" / up / path).exists()] == []
    units = re.findall(r"\bdeploy/[\w.-]+\w", text("docs/deploy.md"))
    assert [path for path in units if not (PROJECT_ROOT / path).exists()] == []
    lines = re.findall(r"^COPY (.*) \S+$", text("Dockerfile"), re.MULTILINE)
    copied = [word for line in lines for word in line.split()]
    assert len(copied) > 5
    assert [name for name in copied if not (PROJECT_ROOT / name).exists()] == []
    sent = {line[1:] for line in text(".dockerignore").splitlines() if line.startswith("!")}
    assert set(copied) == sent


def test_the_same_database_is_meant_everywhere(compose: dict[str, Any]) -> None:
    database = compose["services"]["database"]["environment"]
    address = compose["services"]["journal"]["environment"]["DATABASE_URL"]
    assert address.startswith(f"postgres://{database['POSTGRES_USER']}:")
    assert address.endswith(f"@database:5432/{database['POSTGRES_DB']}")
    assert "createdb --owner levator levator" in text("docs/deploy.md")
    assert environment_file()["DATABASE_URL"].endswith("/levator")
    for table in set(TABLES) - {"levator_cache"}:
        assert f"--exclude-table-data={table}" in text("deploy/levator-backup.service")
        assert f"--exclude-table-data={table}" in text("docs/deploy.md")


def test_postgresql_quotes_no_diary_in_its_log(compose: dict[str, Any]) -> None:
    command = " ".join(compose["services"]["database"]["command"])
    for setting, value in (("log_min_error_statement", "panic"), ("log_error_verbosity", "terse")):
        assert f"{setting}={value}" in command
        assert f"ALTER ROLE levator SET {setting} = {value}" in text("docs/deploy.md")


@pytest.mark.parametrize("name", sorted(path.name for path in (PROJECT_ROOT / "deploy").glob("*.service")))
def test_units_give_away_little(name: str) -> None:
    """The exposure that systemd computes, from 0 to 10."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    command = ["systemd-analyze", "security", "--offline=yes", str(PROJECT_ROOT / "deploy" / name)]
    output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = re.search(r"exposure level for \S+: ([\d.]+)", output)
    assert found, output
    assert float(found[1]) <= 3.0


def test_the_container_is_asked_whether_it_is_ready(compose: dict[str, Any]) -> None:
    assert "127.0.0.1:8000/ready" in text("Dockerfile")
    assert compose["services"]["proxy"]["depends_on"]["journal"]["condition"] == "service_healthy"


def test_images_are_pinned_by_the_command_of_the_document(tmp_path: Path) -> None:
    """Twice, with another digest the second time."""
    files = ("compose.yaml", "Dockerfile")
    for name in files:
        (tmp_path / name).write_text(text(name))
    (script,) = re.findall(r"```sh\n(for image in .*?)```", text("docs/deploy.md"), re.DOTALL)
    (docker := tmp_path / "docker").write_text('#!/bin/sh\necho "sha256:$DIGEST"\n')
    docker.chmod(0o700)
    for digest in ("a" * 64, "b" * 64):
        environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "DIGEST": digest}
        subprocess.run(["sh", "-eu", "-c", script], cwd=tmp_path, env=environment, check=True)
        pinned = "".join((tmp_path / name).read_text() for name in files)
        images = re.findall(r"^(?:FROM| +image:) (\S+)$", pinned, re.MULTILINE)
        assert len(images) == 3
        assert [image for image in images if not image.endswith(f"@sha256:{digest}")] == []
    assert re.sub("@sha256:b+", "", pinned) == "".join(text(name) for name in files)


def test_containers_write_where_they_must_and_have_the_rights_they_need(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"]), name
        assert service["security_opt"] == ["no-new-privileges:true"], name
    added = {name: service.get("cap_add", []) for name, service in compose["services"].items()}
    assert (added["journal"], added["tables"], added["proxy"]) == ([], [], ["NET_BIND_SERVICE"])
    assert not {"SYS_ADMIN", "NET_RAW", "MKNOD"} & set(added["database"])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_newest_dump_is_restored_as_a_rehearsal(alice: Any, tmp_path: Path) -> None:
    database = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = os.environ | {name: str(database[key]) for name, key in names.items()}
    script = str(PROJECT_ROOT / "deploy" / "rehearse_restore.sh")

    def rehearse() -> subprocess.CompletedProcess[str]:
        return subprocess.run([script, str(tmp_path)], env=environment, capture_output=True, text=True, check=False)

    assert rehearse().returncode == 1
    dump = ["pg_dump", "--format=custom", f"--file={tmp_path}/levator-2026-11-29.dump", database["NAME"]]
    subprocess.run(dump, env=environment, check=True)
    restored = rehearse()
    assert restored.stdout.endswith("restored as a rehearsal, 1 accounts.\n"), restored.stderr
    (tmp_path / "levator-2026-11-30.dump").write_bytes(b"PGDMP")
    assert rehearse().returncode != 0
    there = subprocess.run(["psql", "-lqtA"], env=environment, capture_output=True, text=True, check=True).stdout
    assert "levator_rehearsal" not in there
