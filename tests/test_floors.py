"""Imports go down: each module stands on a floor and imports only from the floors below it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

REPO = Path(__file__).parent.parent

FLOORS: dict[str, int] = {
    "errors": 0,
    "version": 0,
    "dateline": 0,
    "language_tag": 0,
    "bodies": 0,
    "archive": 1,
    "attribution": 1,
    "rows": 1,
    "schema": 1,
    "problems": 1,
    "config": 1,
    "pipeline": 1,
    "load": 1,
    "digest": 1,
    "marks": 1,
    "exchange": 1,
    "visible": 1,
    "read": 2,
    "extract": 2,
    "link": 2,
    "tables": 2,
    "validate": 2,
    "package": 2,
    "serve": 2,
    "engine": 2,
    "init": 2,
    "show": 2,
    "shard": 3,
    "build": 3,
    "correct": 3,
    "recall": 3,
    "texts": 3,
    "commands": 4,
    "cli": 4,
    "__init__": 5,
    "__main__": 5,
}
"""The floor of each module or package directly under ``toolkit/``."""

STAGE_FLOOR = 2
"""Here are the stages, and no stage imports another: rows and tables flow between them."""

ONLY_ERRORS_BELOW = {"archive", "rows", "schema", "config", "pipeline", "marks", "visible"}
"""Modules of floor 1 that stand on floor 0 alone."""

LATE_IMPORTS = {"commands", "__init__"}
"""Modules that may import inside functions: ``--help`` and ``import toolkit`` are instant."""

PRINTERS = {"cli", "commands"}


@dataclass(frozen=True)
class Import:
    """One import of ours: who imports what, and whether at the top of the module."""

    module: str
    line: int
    target: str
    late: bool = False

    @property
    def room(self) -> str:
        return room(self.module)

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


def room(module: str) -> str:
    """The place of a module under toolkit/: ``toolkit.extract.syntax`` stands in ``extract``."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def modules(package: Path) -> dict[str, Path]:
    """Dotted names of all modules below a package; a package is called by its own name."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)] = path
    return found


def imports(module: str, tree: ast.Module, known: set[str]) -> Iterator[Import]:
    """All imports of our own modules; those for type checkers alone are left out."""
    for node, late in walk(tree, late=False):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.partition(".")[0] == "toolkit":
                    yield Import(module, node.lineno, alias.name, late)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node, module)
            if base.partition(".")[0] != "toolkit":
                continue
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield Import(module, node.lineno, inner if inner in known else base, late)


def absolute(node: ast.ImportFrom, module: str) -> str:
    """The module that a ``from`` names, also when it is written with dots."""
    if not node.level:
        return node.module or ""
    parents = module.split(".")[: -node.level]
    return ".".join([*parents, *([node.module] if node.module else [])])


def walk(node: ast.AST, *, late: bool) -> Iterator[tuple[ast.AST, bool]]:
    """All nodes, each with whether it stands inside a function."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        inside = late or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield child, inside
        yield from walk(child, late=inside)


MODULES = modules(REPO / "toolkit")
TREES = {module: ast.parse(path.read_text(encoding="utf-8")) for module, path in MODULES.items()}
IMPORTS = [found for module, tree in TREES.items() for found in imports(module, tree, set(MODULES))]


def wrong_floor(found: Import) -> str | None:
    """Why an import goes where it must not, or None."""
    here, there = found.room, room(found.target)
    if here == there:
        return None
    if there == "__init__":
        return f"{found}: the package's own door stands above everything"
    if here not in FLOORS or there not in FLOORS:
        return f"{found}: the floor of {here if here not in FLOORS else there} is not stated"
    if FLOORS[there] > FLOORS[here]:
        return f"{found}: floor {FLOORS[here]} imports floor {FLOORS[there]}"
    if FLOORS[there] == FLOORS[here] == STAGE_FLOOR:
        return f"{found}: a stage imports another stage"
    if here in ONLY_ERRORS_BELOW and FLOORS[there] > 0:
        return f"{found}: {here} stands on floor 0 alone"
    return None


def test_every_module_has_a_floor_and_every_floor_its_module() -> None:
    there = {room(module) for module in MODULES}
    assert sorted(there - set(FLOORS)) == [], "state their floor"
    assert sorted(set(FLOORS) - there) == [], "they are gone"


def test_imports_go_down_and_no_stage_imports_another() -> None:
    assert [wrong for found in IMPORTS if (wrong := wrong_floor(found))] == []


def test_nothing_is_imported_inside_functions_outside_the_commands_and_the_door() -> None:
    late = [
        f"{module}:{node.lineno} imports inside a function"
        for module, tree in TREES.items()
        if room(module) not in LATE_IMPORTS
        for node, inside in walk(tree, late=False)
        if inside and isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert late == []


def test_nothing_is_imported_by_name_outside_the_door() -> None:
    dynamic = [
        f"{module}:{node.lineno}"
        for module, tree in TREES.items()
        if room(module) not in LATE_IMPORTS
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"}
    ]
    assert dynamic == []


def test_only_the_command_line_prints() -> None:
    assert [
        line
        for module, tree in TREES.items()
        if room(module) not in PRINTERS
        for line in prints(module, tree)
    ] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    edges: dict[str, set[str]] = {module: set() for module in MODULES}
    for found in IMPORTS:
        if not found.late and found.target != found.module:
            edges[found.module].add(found.target)
    assert circle(edges) == []


def called(node: ast.Call) -> str:
    """The last name of what is called: ``import_module`` in ``importlib.import_module(...)``."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def prints(module: str, tree: ast.Module) -> Iterator[str]:
    """Each place where a module writes to a terminal."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "print":
                yield f"{module}:{node.lineno} calls print"
        elif isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"}:
            if isinstance(node.value, ast.Name) and node.value.id == "sys":
                yield f"{module}:{node.lineno} uses sys.{node.attr}"
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names]
            origin = node.module if isinstance(node, ast.ImportFrom) else None
            for name in [origin] if origin else names:
                if name.partition(".")[0] in {"rich", "typer"}:
                    yield f"{module}:{node.lineno} imports {name}"


def circle(edges: dict[str, set[str]]) -> list[str]:
    """The modules of one circle of imports, or nothing."""
    done: set[str] = set()

    def search(module: str, path: list[str]) -> list[str]:
        if module in path:
            return [*path[path.index(module) :], module]
        if module in done:
            return []
        for target in sorted(edges.get(module, ())):
            if found := search(target, [*path, module]):
                return found
        done.add(module)
        return []

    for module in sorted(edges):
        if found := search(module, []):
            return found
    return []


KNOWN = {"toolkit.rows", "toolkit.read", "toolkit.read.plain", "toolkit.link", "toolkit.cli"}


@pytest.mark.parametrize(
    ("module", "source", "reason"),
    [
        ("toolkit.rows", "from toolkit.read import plain", "floor 1 imports floor 2"),
        ("toolkit.rows", "import toolkit.cli", "floor 1 imports floor 4"),
        ("toolkit.link", "from toolkit.read.plain import read", "a stage imports another stage"),
        ("toolkit.link.order", "from ..read import plain", "a stage imports another stage"),
        ("toolkit.rows", "from toolkit.problems import report", "rows stands on floor 0 alone"),
        ("toolkit.link", "def f():\n    import toolkit.cli", "floor 2 imports floor 4"),
        ("toolkit.link", "from toolkit.extras import x", "the floor of extras is not stated"),
        ("toolkit.link", "import toolkit", "the package's own door stands above everything"),
    ],
)
def test_a_wrong_import_is_told_with_its_reason(module: str, source: str, reason: str) -> None:
    found = [wrong_floor(one) or "" for one in imports(module, ast.parse(source), KNOWN)]
    assert [reason in wrong for wrong in found] == [True]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("toolkit.link", "from toolkit.rows import Document"),
        ("toolkit.link.order", "from toolkit.link import units"),
        ("toolkit.build", "from toolkit.read import read_file"),
        ("toolkit.problems", "from toolkit.rows import make_id"),
        ("toolkit.rows", "if TYPE_CHECKING:\n    from toolkit.cli import main"),
        ("toolkit.rows", "import json"),
    ],
)
def test_a_right_import_is_let_through(module: str, source: str) -> None:
    assert [
        wrong_floor(one) for one in imports(module, ast.parse(source), KNOWN) if wrong_floor(one)
    ] == []


def test_a_circle_of_imports_is_told_as_the_way_round() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) == ["a", "b", "c", "a"]
    assert circle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


@pytest.mark.parametrize(
    "source",
    [
        "print(1)",
        "import sys\nsys.stderr.write('x')",
        "import rich",
        "from rich.table import Table",
    ],
)
def test_writing_to_a_terminal_is_seen(source: str) -> None:
    assert len(list(prints("toolkit.rows", ast.parse(source)))) == 1
