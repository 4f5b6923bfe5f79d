"""Compare what the rules show with what was expected, for every vignette of a folder.

python -m benchmarks.red_flags.vignettes [FOLDER]

The folder holds diaries as JSON and an expected.csv. Without a folder, the vignettes of this repository are read.
Exit code 1 when a level is not accepted, a rule that must match does not, or one that must not does.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from benchmarks.red_flags.vignettes.judge import judge, report

STORIES = Path(__file__).parent / "stories"


def main() -> int:
    """Print the table and everything that is wrong."""
    parser = ArgumentParser(prog="python -m benchmarks.red_flags.vignettes", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=STORIES)
    results = judge(parser.parse_args().folder)
    sys.stdout.write("\n".join(report(results)) + "\n")
    return 0 if all(result.is_accepted for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
