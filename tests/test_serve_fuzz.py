"""Random addresses made of everything that the site's pages know: no answer is a fault of ours."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packages_to_serve import FERRY, HOSTILE, LETTER, make_package

from toolkit.rows import document_id, make_id
from toolkit.schema import tables
from toolkit.serve.cache import served_database
from toolkit.serve.package import open_package
from toolkit.serve.site import make_site

REQUESTS = int(os.environ.get("TOOLKIT_FUZZ_REQUESTS", "200"))

TABLES = [table.name for table in tables()]
COLUMNS = sorted({column for table in tables() for column in table.column_names} | {"rowid"})
LOOKUPS = (
    "exact not contains endswith startswith gt gte lt lte like notlike glob in notin "
    "arraycontains arraynotcontains date isnull notnull isblank notblank nothing"
).split()
SPECIAL = (
    "_search _searchmode _search_text _sort _sort_desc _facet _facet_array _facet_date "
    "_facet_size _size _next _timelimit _through _col _nocol _shape _labels _label _fts_table "
    "_fts_pk _where _json _json_infinity _nl _nofacet _nosuggest _nocount _trace _context _ttl "
    "_stream _dl _header _extra _extras _filter_column _filter_op _filter_value "
    "_filter_column_1 _filter_op_1 _filter_value_1 _sort_by_desc _columns _blob_column sql q"
).split()

WORDS = st.sampled_from(
    [
        *COLUMNS,
        *TABLES,
        *"1 -1 0 max on off escaped raw array objects object arrayfirst nothing true null".split(),
        *"statements_fts \" ' * { [] {} $null a,b 1e999 é ² % ~ ../ \ud7ff".split(),
        "",
        "\x00",
        "9" * 30,
        "select 1",
        '{"table":"figures","column":"unit","value":"1"}',
        '{"simple":"kind"}',
    ]
)
KEYS = st.sampled_from([*SPECIAL, *COLUMNS]) | st.builds(
    lambda column, lookup: f"{column}__{lookup}",
    st.sampled_from([*COLUMNS, "nothing"]),
    st.sampled_from(LOOKUPS),
)
QUERIES = st.lists(st.tuples(KEYS, WORDS | st.text(max_size=12)), max_size=4)
FERRY_ID = document_id(f"ferry.txt\n{FERRY}".encode())
ROWS = [FERRY_ID, make_id("s", FERRY_ID, 0, 60), make_id("m", FERRY_ID, 0, 12, "name")]
SEGMENTS = st.sampled_from([*TABLES, "statements_fts", "-", "harbour_reports", "nothing", *ROWS])
FORMATS = st.sampled_from(["", ".json", ".csv", ".jsono", ".xml", ".", ".db"])
PATHS = st.builds(
    lambda segments, ending: "/" + "/".join(["harbour_reports", *segments]) + ending,
    st.lists(SEGMENTS | st.text("abz019~%.-_:,+*'\"\u00e9", max_size=6), max_size=3),
    FORMATS,
) | st.sampled_from(
    ["/", "/-/search", "/.json", "/robots.txt", "/favicon.ico", "/-/static/table.js"]
)


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.ASGITransport]:
    folder = tmp_path_factory.mktemp("fuzz")
    package = make_package(
        folder / "package", {"ferry.txt": FERRY, "letter.txt": LETTER, **HOSTILE}
    )
    opened = open_package(package)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        with served_database(opened) as database:
            site = make_site(database, opened.descriptor)
            yield httpx.ASGITransport(app=site.client.app)


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited")  # Datasette's, on a refusal
@settings(
    max_examples=REQUESTS, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
@given(path=PATHS, query=QUERIES)
def test_no_address_is_a_fault_of_ours(
    application: httpx.ASGITransport, path: str, query: list[tuple[str, str]]
) -> None:
    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=application) as client:
            return await client.get(httpx.URL("http://site" + path, params=query))

    response = asyncio.run(ask())
    assert response.status_code < 500, (path, query)
    assert "content-security-policy" in response.headers
