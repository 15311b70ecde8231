"""Measures how fast texts become rows, against the parse that every such program needs.

    python benchmarks/extract.py [--texts DIR] [--documents N] [--rounds N] [--longest CHARACTERS]
                                 [--only SECTION]

parse      whole extraction against `nlp.pipe` of the same pipeline over the same whole texts, on
           one core, in turns; the ratio is to be at most 1.3
others     textacy's direct quotations and quantulum3 on the same texts, where they are installed
workers    a whole build with two processes against one; to be at least 1.7 times as fast
length     time for documents of 10 kB to 1 MB, and for texts that no sentence rule is made for;
           time for each character is to stay the same

Times are seconds of CPU where one core works, of the clock for `workers`. Everything runs on
texts as they lie in DIR; without it, on the project's own.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

# before numpy is imported: one core means one
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from measures import (  # noqa: E402 (after the threads)
    measure_length,
    measure_others,
    measure_parse,
    measure_workers,
    read_texts,
)

REPO = Path(__file__).parent.parent
SECTIONS = ("parse", "others", "workers", "length")


def main() -> None:
    """Parse the call, run the sections, print a table for each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, default=REPO / "tests" / "gold" / "own")
    parser.add_argument("--documents", type=int, help="use the first N texts only")
    parser.add_argument("--rounds", type=int, default=3, help="take the best of N rounds")
    parser.add_argument("--longest", type=int, default=1_000_000, help="of the section length")
    parser.add_argument("--only", choices=SECTIONS, action="append")
    options = parser.parse_args()
    texts = read_texts(options.texts)[: options.documents]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} texts, {words} words")
    run = {
        "parse": lambda: measure_parse(texts, options.rounds),
        "others": lambda: measure_others(texts, options.rounds),
        "workers": lambda: measure_workers(texts, options.rounds),
        "length": lambda: measure_length(texts, options.longest),
    }
    for section in options.only or SECTIONS:
        print(f"\n{section}")
        for label, result in run[section]():
            print(f"  {label:44}{result}", flush=True)


if __name__ == "__main__":
    main()
