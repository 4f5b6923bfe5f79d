"""Run Lighthouse on one page: mobile preset, logged in by cookie.

Our code only adds the log-in and the median of several visits (docs/adr/0019).
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent
PROGRAM = HERE / "node_modules" / ".bin" / "lighthouse"
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless=new --no-sandbox --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run --proxy-server=127.0.0.1:9 --proxy-bypass-list=127.0.0.1"
)
TRIES = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
MEASURES = {
    "LCP s": ("largest-contentful-paint", 1000),
    "TBT ms": ("total-blocking-time", 1),
    "CLS": ("cumulative-layout-shift", 1),
}
"""Column name: the Lighthouse audit, and the divisor of its value."""


@dataclass(frozen=True)
class PageAudit:
    """Medians of several visits: scores from 0 to 100, measures, failed audits and contacted hosts."""

    scores: Mapping[str, float]
    measures: Mapping[str, float]
    failed: tuple[str, ...]
    hosts: tuple[str, ...]


def install() -> None:
    """Install Lighthouse from npm next to this file, unless it is there."""
    if not PROGRAM.exists():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE, check=True)  # noqa: S607


def visit(address: str, cookie: str) -> dict[str, Any]:
    """Run Lighthouse once. Retries up to twice, as Chromium sometimes fails to start in time."""
    for _try in range(TRIES - 1):
        with suppress(subprocess.CalledProcessError):
            return _visit(address, cookie)
    return _visit(address, cookie)


def _visit(address: str, cookie: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        report, headers = Path(folder) / "report.json", Path(folder) / "headers.json"
        headers.write_text(json.dumps({"Cookie": cookie} if cookie else {}))
        command = [
            str(PROGRAM), address, "--quiet", "--output=json", f"--output-path={report}",
            f"--extra-headers={headers}", f"--chrome-flags={FLAGS}", f"--only-categories={','.join(CATEGORIES)}",
        ]  # fmt: skip
        environment = {"CHROME_PATH": CHROMIUM, "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder}
        quiet = subprocess.DEVNULL
        subprocess.run(command, check=True, env=environment, stdout=quiet, stderr=quiet)  # noqa: S603
        found: dict[str, Any] = json.loads(report.read_text())
        return found


def audit(address: str, cookie: str, times: int) -> PageAudit:
    """Visit the page several times."""
    reports = [visit(address, cookie) for _ in range(times)]
    return PageAudit(
        {name: median(100 * report["categories"][name]["score"] for report in reports) for name in CATEGORIES},
        {
            name: median(report["audits"][audit]["numericValue"] / unit for report in reports)
            for name, (audit, unit) in MEASURES.items()
        },
        tuple(sorted({audit for report in reports for audit in _failed(report)})),
        tuple(sorted({host for report in reports for host in _hosts(report)})),
    )


def _failed(report: Mapping[str, Any]) -> list[str]:
    """Audits that lower a score."""
    weighed = [part for name in CATEGORIES for part in report["categories"][name]["auditRefs"] if part["weight"]]
    audits = {part["id"]: report["audits"][part["id"]] for part in weighed}
    counted = {name: audit for name, audit in audits.items() if audit["scoreDisplayMode"] in ("binary", "numeric")}
    return [name for name, audit in counted.items() if (audit["score"] or 0) < 0.9]


def _hosts(report: Mapping[str, Any]) -> set[str]:
    items = report["audits"]["network-requests"]["details"]["items"]
    return {host for item in items if (host := urlsplit(item["url"]).hostname)}
