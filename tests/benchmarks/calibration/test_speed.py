"""The timing benchmark: ten exposures on three days, ours and the peer on the same diaries."""

from __future__ import annotations

from benchmarks.calibration.speed import EXPOSURES, diaries, row


def test_every_diary_has_ten_exposures() -> None:
    found = list(diaries(70, 3, seed=1))
    assert [len(grid.names) for grid in found] == [EXPOSURES] * 3
    assert all(grid.counts.size == 70 for grid in found)


def test_a_row_holds_both_times_and_their_ratio() -> None:
    days, ours, peer, ratio = (cell.strip() for cell in row(70, 1, seed=1).strip("|").split("|"))
    assert days == "70"
    assert float(ours.split(" ")[0]) > 0
    assert float(peer) > 0
    assert float(ratio) > 0
