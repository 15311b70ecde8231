"""The words that numbers are made of, and the small patterns that join them."""

from __future__ import annotations

import re

from toolkit.extract.figures.digits import BLANK
from toolkit.extract.lexicon import read_rows

WORDS: dict[str, dict[str, float]] = {}
for _row in read_rows("number_words"):
    WORDS.setdefault(_row["kind"], {})[_row["word"]] = float(_row["value"])

SMALL = WORDS["unit"] | WORDS["teen"] | WORDS["ten"]
SCALE = WORDS["scale"]
WORD = re.compile(r"[A-Za-z]+")
GAP = rf"(?:[{BLANK}]+|[{BLANK}]?[-‐‑–][{BLANK}]?)"
NEXT_WORD = re.compile(rf"{GAP}([A-Za-z]+)")
NEXT_SCALE = re.compile(rf"(?:[{BLANK}]*\n?[{BLANK}]*|-)([A-Za-z]+)(?![\w])")
AND = re.compile(rf"(?:,?[{BLANK}]+(?:and|&)[{BLANK}]+|-and-)", re.IGNORECASE)
COMMA = re.compile(rf",[{BLANK}]+")
SMALL_WORDS = "|".join(sorted(SMALL, key=len, reverse=True))
SCALE_WORDS = "hundred|thousand|lakh|million|crore|billion|trillion|dozen"
