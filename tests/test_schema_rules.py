"""Every rule that a row can name is explained in the data dictionary, and nothing else is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit import schema
from toolkit.load import load_package

REPO = Path(__file__).parent.parent

RULE_POSITION = {"Report": 1, "Verdict": 1, "Name": 3, "_reference": -1, "_mention": -1}
"""The argument of each call that names a rule."""

FRAME_PREFIX = "cue_"
"""A frame of the lexicon, ``Content(pieces, "clause")``, becomes the rule ``cue_clause``."""

EXPLAINED = {rule for explained in schema.rules().values() for rule in explained}


def stages() -> Iterator[tuple[str, ast.Module]]:
    for stage in ("extract", "link"):
        for path in sorted((REPO / "toolkit" / stage).rglob("*.py")):
            yield path.relative_to(REPO).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def named_rules(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Rules that the code gives to rows by a literal, with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else ""
            given = [word.value for word in node.keywords if word.arg == "rule"]
            if called in RULE_POSITION and len(node.args) > max(RULE_POSITION[called], 0):
                given.append(node.args[RULE_POSITION[called]])
            if called == "Content" and len(node.args) > 1:
                yield from ((FRAME_PREFIX + text, node.lineno) for text in literals(node.args[1]))
            for value in given:
                yield from ((text, node.lineno) for text in literals(value))
        elif isinstance(node, ast.Assign):
            targets = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if targets == ["rule"]:
                yield from ((text, node.lineno) for text in literals(node.value))


def literals(node: ast.expr) -> list[str]:
    """The texts that an expression may be, when it is a literal or a choice of two."""
    if isinstance(node, ast.IfExp):
        return [*literals(node.body), *literals(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def test_every_rule_in_the_code_is_explained() -> None:
    unexplained = [
        f"{path}:{line} {rule}"
        for path, tree in stages()
        for rule, line in named_rules(tree)
        if rule not in EXPLAINED
    ]
    assert unexplained == [], "explain them in schemas/rules.json"


def test_every_explained_rule_is_in_the_code() -> None:
    texts = {
        node.value
        for _, tree in stages()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    gone = [rule for rule in sorted(EXPLAINED) if not {rule, rule.removeprefix("cue_")} & texts]
    assert gone == [], "drop them from schemas/rules.json"


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("statements", "rule"),
        ("figures", "rule"),
        ("entities", "rule"),
        ("mentions", "rule"),
        ("unclaimed", "reason"),
    ],
)
def test_every_rule_in_the_published_dataset_is_explained(table: str, column: str) -> None:
    folder = REPO / "datapackage"
    if not (folder / "datapackage.json").is_file():
        pytest.skip("datapackage/ is not built")
    named = set(load_package(folder).frame(table)[column].to_list())
    assert sorted(named - set(schema.rules()[table])) == [], "explain them in schemas/rules.json"


def test_explanations_are_sentences() -> None:
    odd = [
        f"{table}.{rule}"
        for table, explained in schema.rules().items()
        for rule, text in explained.items()
        if not text.endswith(("…”.", ".", "”.")) or not (text[0].isupper() or text[0] == "“")
    ]
    assert odd == []


def test_only_tables_of_ours_are_explained() -> None:
    assert set(schema.rules()) <= set(schema.TABLE_NAMES)
