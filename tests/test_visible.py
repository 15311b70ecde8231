"""What is invisible and acts is printed as its code point, in a terminal as on a page."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from packages_to_serve import FERRY, HOSTILE, make_package

from toolkit.visible import show_invisible

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")
REPOSITORY = Path(__file__).parents[1]


def printed(*arguments: str) -> str:
    """What a command prints, on either stream."""
    found = subprocess.run(
        [sys.executable, "-m", "toolkit", *arguments],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        env={"PATH": "", "COLUMNS": "200", "PYTHONPATH": str(REPOSITORY)},
        check=False,
    )
    return found.stdout + found.stderr


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain ferry\tat\nsea", "plain ferry\tat\nsea"),
        ("\x1b[31mred", "⟨U+001B⟩[31mred"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("\x07\x08\r", "⟨U+0007⟩⟨U+0008⟩⟨U+000D⟩"),
        ("a\u202eb\u2066", "a⟨U+202E⟩b⟨U+2066⟩"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\U000e0041", "⟨U+E0041⟩"),
    ],
)
def test_what_acts_is_named_and_everything_else_is_left(text: str, shown: str) -> None:
    assert show_invisible(text) == shown


def test_no_text_acts_in_the_terminal_that_shows_its_document(tmp_path: Path) -> None:
    texts = {"ferry.txt": FERRY, **HOSTILE, "word.txt": "a" * 10_000}
    package = make_package(tmp_path / "package", texts)
    for path in texts:
        shown = printed("show", path, "--package", str(package))
        assert "Statements:" in shown, shown
        assert not ACTING.search(shown), (path, ACTING.search(shown))
    assert "⟨U+001B⟩[31mred" in printed("show", "escape.txt", "--package", str(package))


def test_no_name_acts_in_an_error(tmp_path: Path) -> None:
    said = printed("show", "harbour", "--package", str(tmp_path / "\x1b]0;owned\x07"))
    assert "⟨U+001B⟩]0;owned" in said
    assert not ACTING.search(said)
    (tmp_path / "broken").mkdir()
    descriptor = {"name": "x", "resources": [{"name": "documents", "path": "../\x1b[2J.parquet"}]}
    (tmp_path / "broken" / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert not ACTING.search(printed("serve", str(tmp_path / "broken")))
