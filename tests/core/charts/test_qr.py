"""A QR code is read back by an independent decoder, from the markup as a page gets it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import zxingcpp

from tracker.core.charts.qr import QUIET_ZONE, qr_svg

ADDRESS = "https://levator.example.org/shared/q-Zr7_0bW1sKXc2mYp4uTgAe9RfLhJd3/"
PIXELS = 4


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  The drawing is our own.


def picture(svg: str) -> np.ndarray:
    """The modules as a grey picture: every stroke of the path is a run of black ones."""
    root = parsed(svg)
    size = int(root.attrib["viewBox"].split()[-1])
    grid = np.full((size, size), 255, np.uint8)
    x, y = 0.0, 0.0
    for move, dx, dy, run in re.findall(r"([Mm])(-?[\d.]+) (-?[\d.]+)h(\d+)", root.findall("path")[-1].attrib["d"]):
        x, y = (float(dx), float(dy)) if move == "M" else (x + float(dx), y + float(dy))
        grid[int(y), int(x) : int(x) + int(run)] = 0
        x += int(run)
    return np.kron(grid, np.ones((PIXELS, PIXELS), np.uint8))


@pytest.mark.parametrize("address", [ADDRESS, "http://127.0.0.1:8000/shared/x/", "https://a.example/" + "x" * 200])
def test_a_reader_reads_the_address(address: str) -> None:
    (read,) = zxingcpp.read_barcodes(picture(qr_svg(address, "QR code")))
    assert read.text == address


def test_it_still_reads_with_a_tear() -> None:
    torn = picture(qr_svg(ADDRESS, "QR code"))
    torn[80:96, 80:104] = 255
    (read,) = zxingcpp.read_barcodes(torn)
    assert read.text == ADDRESS


def test_it_has_the_border_that_cameras_need() -> None:
    grid = picture(qr_svg(ADDRESS, "QR code")) == 0
    rows, columns = np.flatnonzero(grid.any(axis=1)), np.flatnonzero(grid.any(axis=0))
    ends = (rows[0], columns[0], grid.shape[0] - 1 - rows[-1], grid.shape[1] - 1 - columns[-1])
    assert ends == (QUIET_ZONE * PIXELS,) * 4


def test_the_title_is_escaped_and_announced() -> None:
    svg = qr_svg(ADDRESS, "<script>&")
    assert "<script>" not in svg
    root = parsed(svg)
    assert (root.attrib["role"], root.findtext("title")) == ("img", "<script>&")


def test_the_policy_has_nothing_to_object_to() -> None:
    assert not re.search(r"style=|<style|href|xlink", qr_svg(ADDRESS, "QR code"))
