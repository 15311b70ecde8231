"""Holds `toolkit validate` against frictionless and against broken packages, and writes it down.

    python tests/validation.py --examples DIR [--broken N] [--write]

Prints `docs/validation.md`; with --write, writes it. DIR is the folder `data` of frictionless's
source distribution (pip download --no-deps --no-binary frictionless frictionless==VERSION).
"""

from __future__ import annotations

import argparse
import socket
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import frictionless
from validating.cases import CASES, our_verdict, their_verdict, write_case
from validating.examples import judge_examples
from validating.judging import Judged, judge_many, sound_packages
from validating.page import render_page

PAGE = Path(__file__).parent.parent / "docs" / "validation.md"


def main() -> None:
    """Parse the call, validate, print or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--examples", type=Path, required=True, help="frictionless's folder data")
    parser.add_argument("--broken", type=int, default=500, help="how many packages to break")
    parser.add_argument("--write", action="store_true", help="write the page")
    options = parser.parse_args()
    socket.socket.connect = _refuse  # type: ignore[method-assign,assignment]  # no network
    page = render_page(
        version=frictionless.__version__,
        judged=judge_broken(options.broken),
        shown=list(judge_examples(options.examples)),
        same=count_same(),
    )
    if options.write:
        PAGE.write_text(page, encoding="utf-8")
    else:
        print(page)


def _refuse(*_: object) -> NoReturn:
    """No package is to be fetched, by neither of the two."""
    raise OSError("there is no network here")


def judge_broken(number: int) -> list[Judged]:
    """Break a sound package as many times."""
    judged = []
    with TemporaryDirectory() as folder:
        sound = sound_packages(Path(folder))
        for one in judge_many(sound, Path(folder), number):
            judged.append(one)
            if len(judged) % 50 == 0:
                print(f"{len(judged)} of {number} broken", file=sys.stderr)
    return judged


def count_same() -> int:
    """In how many cases of one rule both find fault with the same rows."""
    same = 0
    for case in CASES:
        with TemporaryDirectory() as folder:
            descriptor = write_case(case, Path(folder))
            same += our_verdict(descriptor) == their_verdict(descriptor)
    return same


if __name__ == "__main__":
    main()
