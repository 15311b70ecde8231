"""What one process makes of a few files."""

from __future__ import annotations

from pathlib import Path

from toolkit.config import Config
from toolkit.read import list_files
from toolkit.rows import Rows
from toolkit.shard import extract_files

ENGLISH = "Anna Berg said on Monday that 25 ferries were late, and that the crews had been told.\n"
FRENCH = (
    "Le capitaine Anna Berg a dit lundi que les 25 bateaux ne sont pas partis et que les passagers"
    " prendront un autre bateau, qui est payé par la banque.\n"
)


def test_only_english_gives_rows_and_every_document_stays_with_its_own(tmp_path: Path) -> None:
    for name, text in {"a.txt": FRENCH, "b.txt": ENGLISH, "c.txt": FRENCH + "Fin.\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    config = Config(name="test", title="Test")
    found = extract_files(list_files(tmp_path).files, config=config, model=None)
    assert [document.path for document in found.documents] == ["a.txt", "b.txt", "c.txt"]
    assert [rows == Rows() for rows in found.rows] == [True, False, True]
    assert {row.document_id for row in found.rows[1].statements} == {found.documents[1].document_id}
    assert [(row.code, row.path) for row in found.problems] == [
        ("other_language", "a.txt"),
        ("other_language", "c.txt"),
    ]
