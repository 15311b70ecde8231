"""Random addresses made of everything that the site's pages know: no answer is a fault of ours.

An exception that the site does not know by name is told as a fault of ours, status 500, and logged
(see ``toolkit.serve.failures``); so neither may happen, whatever is asked.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from asking import Asker
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packages_to_serve import FERRY, HOSTILE, LETTER, make_package

from toolkit.rows import document_id, make_id
from toolkit.schema import tables
from toolkit.serve.cache import served_database
from toolkit.serve.found import CLAUSES
from toolkit.serve.guard import HEADERS, OWN_PAGES
from toolkit.serve.package import open_package
from toolkit.serve.parameters import LOOKUPS, OF_TABLES
from toolkit.serve.site import make_site

REQUESTS = int(os.environ.get("TOOLKIT_FUZZ_REQUESTS", "200"))

MACHINE = re.compile(
    r"/(?:tmp|home|root|usr|work|var|opt)/|site-packages|Traceback|sqlite3\.|\.py\b"
)

TABLES = [table.name for table in tables()]
COLUMNS = sorted({column for table in tables() for column in table.column_names} | {"rowid"})
SPECIAL = [
    *OF_TABLES,
    *"_search_text _search_nothing _facet_nothing _through _fts_table _fts_pk _trace _context _ttl "
    "_filter_column _filter_op _filter_value _filter_column_1 _filter_op_1 _filter_value_1 "
    "_blob_column _show_hidden sql q page".split(),
]

ODD_VALUES = [
    *"1 -1 0 max on off escaped raw array objects object arrayfirst nothing true null".split(),
    *"statements_fts \" ' * { [] {} [[1]] $null a,b a,b,c 1e999 é ² % ~ ~C3 ../ \ud7ff".split(),
    "",
    "\x00",
    "9" * 30,
    "1" * 19,
    "select 1",
    "select text from statements",
    "select :a, :b",
    "select 1; select 2",
    "select * from pragma_database_list",
    "1=1",
    "text like",
    '{"table":"figures","column":"unit","value":"1"}',
    '{"simple":"kind"}',
    "[9999999999999999999]",
    "ferry " * 400,
    "%" * 3000,
]
WORDS = st.sampled_from([*COLUMNS, *TABLES, *ODD_VALUES])
KEYS = st.sampled_from([*SPECIAL, *COLUMNS]) | st.builds(
    lambda column, lookup: f"{column}__{lookup}",
    st.sampled_from([*COLUMNS, "nothing"]),
    st.sampled_from([*sorted(LOOKUPS), "nothing", ""]),
)
VALUES = WORDS | st.text(max_size=12)


def encoded(pairs: list[tuple[str, str]]) -> str:
    return urlencode(pairs, errors="replace")


QUERIES = st.lists(st.tuples(KEYS, VALUES), max_size=4).map(encoded) | st.binary(max_size=20)

FERRY_ID = document_id(f"ferry.txt\n{FERRY}".encode())
ROWS = [FERRY_ID, make_id("s", FERRY_ID, 0, 60), make_id("m", FERRY_ID, 0, 12, "name")]
SEGMENTS = st.sampled_from([*TABLES, "statements_fts", "-", "harbour_reports", "nothing", *ROWS])
ODD_SEGMENTS = st.text("abz019~%.-_:,+*'\"\u00e9", max_size=6).map(
    lambda segment: quote(segment, safe="~%.-_:,+*'\"")
)
ENDINGS = st.sampled_from(["", "", ".json", ".csv", ".jsono", ".xml", ".", ".db", "/"])
PATHS = (
    st.builds(
        lambda segments, ending: "/" + "/".join(["harbour_reports", *segments]) + ending,
        st.lists(SEGMENTS | ODD_SEGMENTS, max_size=3),
        ENDINGS,
    )
    | st.sampled_from(
        ["/", "/.json", "/robots.txt", "/favicon.ico", "/-/static/table.js", "/-/files/"]
    )
    | st.binary(max_size=12).map(lambda tail: b"/" + tail)
)
ODD = st.tuples(PATHS, QUERIES)
"""Anything: most of it is refused, each time for another reason."""


@st.composite
def likely(draw: st.DrawFn) -> tuple[str, str]:
    """A table that is there, asked with one or two parameters of its own: most is answered."""
    table = draw(st.sampled_from(tables()))
    ending = draw(st.sampled_from(["", ".json", ".csv"]))
    own = st.sampled_from([*table.column_names, "rowid"])
    filters = own | st.builds("{}__{}".format, own, st.sampled_from(sorted(LOOKUPS)))
    special = st.sampled_from(sorted(OF_TABLES))
    pairs = st.tuples(special | filters, own | VALUES)
    return f"/harbour_reports/{table.name}{ending}", encoded(
        draw(st.lists(pairs, min_size=1, max_size=2))
    )


@st.composite
def own_page(draw: st.DrawFn) -> tuple[str, str]:
    """A page of ours that no table is behind, with parameters that search reads."""
    page = draw(st.sampled_from([*OWN_PAGES, b"search", b"search"])).decode()
    row = draw(st.sampled_from(["", "/", "/nothing", *(f"/{one}" for one in ROWS)]))
    names = st.sampled_from(["q", "q", "page", *CLAUSES])
    values = VALUES | st.sampled_from(["ferry", "direct", "2021", "2", ROWS[0]])
    return f"/-/{page}{'' if page == 'search' else row}", encoded(
        draw(st.lists(st.tuples(names, values), max_size=4))
    )


@pytest.fixture(scope="module", params=[False, True], ids=["as it is", "with SQL"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Asker]:
    folder = tmp_path_factory.mktemp("fuzz")
    # The word of a megabyte has its tests in test_serve_site.py; here it would only cost time.
    texts = {"ferry.txt": FERRY, "letter.txt": LETTER, **HOSTILE, "word.txt": "a" * 5_000}
    opened = open_package(make_package(folder / "package", texts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        with (
            served_database(opened) as database,
            Asker(make_site(database, opened, sql=request.param)) as asker,
        ):
            yield asker


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited")  # Datasette's, on a refusal
@settings(
    max_examples=REQUESTS // 2,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
@given(
    address=likely() | likely() | own_page() | ODD, method=st.sampled_from(["GET", "GET", "HEAD"])
)
def test_no_address_is_a_fault_of_ours(
    site: Asker, address: tuple[str | bytes, str | bytes], method: str
) -> None:
    path, query = address
    answer = site.get(path, query, method=method)
    assert answer.status < 500, (path, query, answer.said)
    assert answer.said == "", (path, query)
    assert HEADERS.keys() <= {name.encode() for name in answer.headers}
    assert not MACHINE.search(answer.body.decode("utf-8", "replace")), (path, query)


def every_parameter() -> list[tuple[str, str, str]]:
    """Each parameter that a table's address may have, with each of the values tried."""
    names = [("statements", name) for name in SPECIAL]
    names += [("documents", f"furniture__{lookup}") for lookup in sorted(LOOKUPS)]
    names += [("figures", f"value__{lookup}") for lookup in sorted(LOOKUPS)]
    values = [*ODD_VALUES, "text", "start", "document_id", "rowid"]
    return [(table, name, value) for table, name in names for value in values]


def test_no_value_of_any_parameter_is_a_fault_of_ours(site: Asker) -> None:
    every = every_parameter()
    for table, name, value in every[:: max(1, len(every) // REQUESTS)]:
        query = encoded([(name, value)])
        answer = site.get(f"/harbour_reports/{table}.json", query)
        assert answer.status < 500, (table, query, answer.said)
        assert answer.said == "", (table, query)
