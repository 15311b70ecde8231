"""Every page of the site answers, everything else is refused, and no text can act in a page."""

from __future__ import annotations

import asyncio
import csv
import html
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import pytest
from packages_to_serve import AGAIN, FERRY, HOSTILE, LETTER, make_package

from toolkit.schema import rules, tables
from toolkit.serve.cache import served_database
from toolkit.serve.guard import HEADERS
from toolkit.serve.instance import SiteDatasette
from toolkit.serve.package import open_package
from toolkit.serve.site import make_site

ORIGIN = "http://localhost"
DATABASE = "/harbour_reports"
MACHINE = re.compile(
    r"/(?:tmp|home|root|usr|work|var|opt)/|site-packages|Traceback|sqlite3\.|\.py\b"
)
"""What no answer may hold: paths of the machine, Python's and SQLite's own messages."""

TABLES = [table.name for table in tables()]

TEXTS = {"ferry.txt": FERRY, "again.txt": AGAIN, "letter.txt": LETTER, **HOSTILE}
OWN_PAGES = ["/-/series", "/-/repeats", "/-/dictionary", "/-/about", "/-/search"]


class Answers:
    """Asks the site in process, and holds every answer to what all answers promise."""

    def __init__(self, site: SiteDatasette) -> None:
        self.site = site

    def get(self, path: str) -> httpx.Response:
        return self.ask("GET", path)

    def ask(self, method: str, path: str, **headers: str) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.site.client.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport) as client:
                address = f"{ORIGIN}{path.removeprefix(ORIGIN)}"
                return await client.request(method, address, headers=headers)

        response = asyncio.run(ask())
        for name, value in HEADERS.items():
            assert response.headers.get(name.decode()) == value.decode(), (path, name)
        assert not MACHINE.search(response.text), (path, MACHINE.search(response.text))
        return response


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packages") / "package"
    return make_package(folder, TEXTS)


@pytest.fixture(scope="module")
def site_with(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    opened = open_package(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        with served_database(opened) as database:
            yield lambda **options: Answers(make_site(database, opened, **options))


@pytest.fixture(scope="module")
def site(site_with: Any) -> Answers:
    answers: Answers = site_with()
    return answers


def keys(site: Answers, table: str) -> list[str]:
    rows = site.get(f"{DATABASE}/{table}.json?_shape=array&_size=max").json()
    return [str(next(iter(row.values()))) for row in rows]


# Every page


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_its_page_and_its_json_and_csv(site: Answers, table: str) -> None:
    for path in (f"{DATABASE}/{table}", f"{DATABASE}/{table}.json", f"{DATABASE}/{table}.csv"):
        assert site.get(path).status_code == 200
    assert site.get(f"{DATABASE}/{table}.csv?_stream=1&_size=max").status_code == 200


@pytest.mark.parametrize("table", tables(), ids=TABLES)
def test_every_column_can_be_sorted_by_in_both_directions_page_by_page(
    site: Answers, table: Any
) -> None:
    for column in [*table.column_names, "rowid"]:
        for parameter in ("_sort", "_sort_desc"):
            response = site.get(f"{DATABASE}/{table.name}?{parameter}={column}&_size=1")
            assert response.status_code == 200, (table.name, column)
            following = re.search(r'rel="next" href="([^"]+)"', response.text)
            if following:
                assert site.get(html.unescape(following.group(1))).status_code == 200


@pytest.mark.parametrize("table", tables(), ids=TABLES)
def test_every_column_can_be_counted_by(site: Answers, table: Any) -> None:
    for column in table.columns:
        parameter = "_facet_array" if column.is_list else "_facet"
        path = f"{DATABASE}/{table.name}?{parameter}={column.name}"
        assert site.get(path).status_code == 200, path


@pytest.mark.parametrize("table", tables(), ids=TABLES)
def test_following_a_count_shows_as_many_rows(site: Answers, table: Any) -> None:
    page = site.get(f"{DATABASE}/{table.name}.json?_size=max").json()
    for facet in page["facet_results"].values():
        for value in facet["results"]:
            shown = site.get(value["toggle_url"]).json()
            assert shown["filtered_table_rows_count"] == value["count"]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_its_page_and_its_json(site: Answers, table: str) -> None:
    found = keys(site, table)
    assert found
    for key in found:
        assert site.get(f"{DATABASE}/{table}/{key}").status_code == 200
        assert site.get(f"{DATABASE}/{table}/{key}.json").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/", DATABASE, f"{DATABASE}.json", "/.json", "/robots.txt", "/-/search?q=ferry", *OWN_PAGES],
)
def test_pages_beside_the_tables_answer(site: Answers, path: str) -> None:
    assert site.get(path).status_code == 200


def test_rows_come_in_the_published_order(site: Answers) -> None:
    rows = site.get(f"{DATABASE}/mentions.json?_shape=array").json()
    documents = list(dict.fromkeys(row["document_id"] for row in rows))
    paths = {
        row["document_id"]: row["path"]
        for row in site.get(f"{DATABASE}/documents.json?_shape=array").json()
    }
    assert [paths[document] for document in documents] == sorted(paths[one] for one in documents)


def test_every_link_of_every_page_answers(site: Answers) -> None:
    seen: set[str] = set()
    waiting = ["/", DATABASE, *OWN_PAGES, *(f"{DATABASE}/{table}" for table in TABLES)]
    waiting += [f"{DATABASE}/documents/{key}" for key in keys(site, "documents")]
    waiting += [f"{DATABASE}/entities/{key}" for key in keys(site, "entities")[:2]]
    waiting += ["/-/search?q=ferry", "/-/search?q=ferry&kind=direct&year=2021"]
    pages = list(waiting)
    for page in pages:
        for link in links(site.get(page).text):
            if link.startswith("/") and link.partition("#")[0] not in seen:
                seen.add(link.partition("#")[0])
    assert len(seen) > 50
    for link in sorted(seen):
        assert site.get(link).status_code in (200, 302), link


def test_every_mark_that_a_note_links_to_is_on_its_page(site: Answers) -> None:
    for key in keys(site, "documents"):
        page = site.get(f"{DATABASE}/documents/{key}").text
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        targets = {link.partition("#")[2] for link in links(page) if link.startswith("#")}
        assert targets - {"main"} <= set(ids)


def test_the_table_of_documents_reads_by_their_dataset_title_and_licence(site: Answers) -> None:
    page = site.get("/").text
    for expected in ("Harbour reports", "What two texts about a ferry say.", "CC-BY-4.0"):
        assert expected in page
    assert "What the columns mean" in site.get(f"{DATABASE}/statements").text


def test_a_row_can_be_cited_in_one_line(site: Answers) -> None:
    [figure] = [
        row
        for row in site.get(f"{DATABASE}/figures.json?_shape=array").json()
        if row["text"].startswith("up to") and row["document_id"] == document_of(site, "ferry.txt")
    ]
    page = html.unescape(site.get(f"{DATABASE}/figures/{figure['figure_id']}").text)
    assert (
        "“up to 4,000 passengers”. In: Harbour board reports delays, Harbour News, 2021-05-28. "
        "The harbour's friends (2021). Harbour reports, version 1.0.0. Data set. "
        f"Row {figure['figure_id']}."
    ) in page
    assert "https://ferry.example/ferry.txt#:~:text=up%20to%204%2C000%20passengers" in page


# Pages of our own


def repeats_and_series(site: Answers) -> list[str]:
    found = [link for page in ("/-/series", "/-/repeats") for link in links(site.get(page).text)]
    return [link for link in found if re.match(r"/-/(series|repeats)/", link)]


def document_of(site: Answers, path: str) -> str:
    [row] = site.get(f"{DATABASE}/documents.json?_shape=array&path={path}").json()
    return str(row["document_id"])


def test_a_series_has_its_page_with_every_figure_beside_its_source(site: Answers) -> None:
    [address] = [one for one in repeats_and_series(site) if "/series/" in one]
    page = html.unescape(site.get(address).text)
    assert page.count("<circle") == 3
    for source in ("ferry.txt", "again.txt", "letter.txt"):
        assert f"{DATABASE}/documents/{document_of(site, source)}#f_" in page
    assert "exclude each other" not in page


def test_a_member_of_a_series_leads_to_the_whole_and_no_other_row_has_one(site: Answers) -> None:
    for figure in keys(site, "figures"):
        assert site.get(f"/-/series/{figure}").status_code == 200
    assert site.get(f"/-/series/f_{'0' * 24}").status_code == 404


def test_documents_with_nearly_the_same_text_stand_side_by_side(site: Answers) -> None:
    for path in ("ferry.txt", "again.txt"):
        page = site.get(f"/-/repeats/{document_of(site, path)}").text
        assert re.findall(r'<mark class="differs">([^<]*)</mark>', page)[1:] == [
            "14",
            "15",
            "June",
            "July",
        ]
        assert "2 only in the first, 2 only in the other" in page
    assert site.get(f"/-/repeats/{document_of(site, 'letter.txt')}").status_code == 404


def test_a_document_names_those_that_repeat_it(site: Answers) -> None:
    page = site.get(f"{DATABASE}/documents/{document_of(site, 'ferry.txt')}").text
    assert "Nearly the same text" in page
    assert f"{DATABASE}/documents/{document_of(site, 'again.txt')}" in page
    assert "Where some of its statements stand too" in page


def test_a_speaker_s_quoted_words_stand_apart_from_reported_ones(site: Answers) -> None:
    [speaker] = [
        row
        for row in site.get(f"{DATABASE}/entities.json?_shape=array&name=Mary+Olsen").json()
        if row["name"] == "Mary Olsen"
    ]
    page = site.get(f"{DATABASE}/entities/{speaker['entity_id']}").text
    assert "In quotation marks" not in page
    reported = page.partition('id="said-reported"')[2]
    assert "The harbour board said" in html.unescape(reported)
    assert "Figures that it asserts" in page


def test_long_lists_go_on_on_further_pages_in_the_same_order(
    site: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = site.get(f"{DATABASE}/statements.json?_shape=array&speaker_id__notnull=1").json()
    speaker = f"{DATABASE}/entities/{rows[0]['speaker_id']}"
    [series] = [one for one in repeats_and_series(site) if "/series/" in one]
    words = re.compile(r'<p class="words".*?#(s_\w+)', re.DOTALL)
    members = re.compile(r'id="in-series-(f_\w+)"')
    for address, found, name in (
        (speaker, words, "speaker.PER_PAGE"),
        (series, members, "series.MEMBERS_PER_PAGE"),
    ):
        whole = found.findall(site.get(address).text)
        with monkeypatch.context() as patch:
            patch.setattr(f"toolkit.serve.{name}", 1)
            answers = [site.get(f"{address}?page={page}&again={name}") for page in (1, 2, 3, 4, 5)]
        parts = [found.findall(one.text) for one in answers if one.status_code == 200]
        assert len(parts) > 1
        assert sorted(one for part in parts for one in part) == sorted(whole)
        assert answers[-1].status_code == 404


def test_a_search_is_narrowed_and_widened_again(site: Answers) -> None:
    page = site.get("/-/search?q=harbour").text
    narrowed = [link for link in links(page) if "kind=" in link]
    assert narrowed
    for link in narrowed:
        kind = re.findall(r"kind=(\w+)", link)[0]
        answer = site.get(link).text
        shown = re.findall(r'<li class="(direct|mixed|indirect|authorial)">', answer)
        assert set(shown) == {kind}
        assert "/-/search?q=harbour" in links(answer)
    nowhere = site.get("/-/search?q=harbour&publisher=nobody").text
    assert "Nothing holds these words here" in nowhere
    assert "/-/search?q=harbour" in links(nowhere)


@pytest.mark.parametrize("page", ["0", "-1", "x", "1e3", "99999", "²"])
def test_a_page_that_is_no_number_is_refused(site: Answers, page: str) -> None:
    for path in ("/-/search?q=ferry", "/-/series?", "/-/repeats?"):
        assert site.get(f"{path}&page={page}").status_code == 400


def test_published_files_can_be_taken_away_and_nothing_else(site: Answers, folder: Path) -> None:
    (folder / "notes.txt").write_text("not published", encoding="utf-8")
    for name in TABLES:
        answer = site.get(f"/-/files/data/{name}.parquet")
        assert answer.content == (folder / "data" / f"{name}.parquet").read_bytes()
        assert answer.headers["content-type"] == "application/vnd.apache.parquet"
    assert site.get("/-/files/README.md").headers["content-type"] == "text/markdown; charset=utf-8"
    for path in ("notes.txt", "data", "../x", "data/../notes.txt", "/etc/hostname"):
        assert site.get(f"/-/files/{path}").status_code == 404
    # Datasette leads from an address of its older kind to one of today, where nothing is either.
    for path in ("%2e%2e/x", "data/%2e%2e/notes.txt"):
        assert site.get(site.get(f"/-/files/{path}").headers["location"]).status_code == 404


def test_the_card_is_shown_with_nothing_in_it_acting(site: Answers) -> None:
    page = site.get("/-/about").text
    assert '<h2 id="card-what-a-row-is">What a row is</h2>' in page
    assert "&lt;b onclick=" in page
    assert "license: other" not in page


def test_the_dictionary_explains_every_column_and_rule(site: Answers) -> None:
    page = html.unescape(site.get("/-/dictionary").text)
    for table in tables():
        for column in table.columns:
            assert f'id="{table.name}-{column.name}"' in page
    for name, explained in rules().items():
        for rule in explained:
            assert f'id="{name}-rule-{rule}"' in page


def test_every_row_page_says_how_to_cite_and_to_correct_it(site: Answers) -> None:
    for table in ("statements", "figures", "mentions", "unclaimed"):
        page = html.unescape(site.get(f"{DATABASE}/{table}/{keys(site, table)[0]}").text)
        assert "@misc{" in page
        assert '"type": "Annotation"' in page
        corrected = "action,table,row_id,column,value,reason,by,path,text" in page
        assert corrected is (table != "unclaimed")


# Read-only


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/", DATABASE, f"{DATABASE}/figures", "/-/messages"])
def test_only_reading_is_answered(site: Answers, method: str, path: str) -> None:
    response = site.ask(method, path)
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("localhost", True),
        ("localhost:8001", True),
        ("LOCALHOST.", True),
        ("127.0.0.1:8001", True),
        ("127.8.0.1", True),
        ("[::1]:8001", True),
        ("192.0.2.7:8001", True),
        ("harbour.example:8001", True),
        ("Harbour.Example", True),
        ("other.example", False),
        ("harbour.example.other.example", False),
        ("localhost.other.example", False),
        ("127.0.0.1.other.example", False),
        ("localhost@other.example", False),
        ("", False),
    ],
)
def test_it_answers_to_numbers_and_to_the_names_that_it_was_given(
    site_with: Any, host: str, answered: bool
) -> None:
    site = site_with(hosts=["harbour.example"])
    for path in ("/", f"{DATABASE}/figures.json", "/-/assets/toolkit.css", "/robots.txt"):
        response = site.ask("GET", path, host=host)
        assert response.status_code == (200 if answered else 400), path
        assert ("does not go by that name" in response.text) is not answered


@pytest.mark.parametrize(
    "page",
    "versions plugins settings threads databases actor metadata config permissions messages "
    "allow-debug patterns auth-token logout".split(),
)
def test_service_pages_are_closed(site: Answers, page: str) -> None:
    for path in (f"/-/{page}", f"/-/{page}.json"):
        assert site.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        f"{DATABASE}?sql=select+1",
        f"{DATABASE}.json?sql=select+1",
        f"{DATABASE}.csv?sql=select+1",
        f"{DATABASE}/figures?_where=1=1",
        f"{DATABASE}/figures.json?_where=1=1",
        f"{DATABASE}.db",
        f"{DATABASE}/statements_fts",
        f"{DATABASE}/statements_fts_data/1",
        f"{DATABASE}/sqlite_master",
        f"{DATABASE}/sqlite_stat1",
        "/_internal",
        "/_internal/databases",
        "/_internal/databases.json",
        "/_memory",
        f"{DATABASE}/-/insert",
        f"{DATABASE}/figures/-/upsert",
        "/-/static/../app.py",
        "/-/assets/../site.py",
        "/-/assets/%2e%2e/site.py",
        "//ferry.example/",
        "/nowhere",
        f"{DATABASE}/nowhere",
        f"{DATABASE}/figures/nowhere",
        f"{DATABASE}/figures/a,b",
        f"{DATABASE}/figures.xml",
    ],
)
def test_what_is_not_offered_is_refused(site: Answers, path: str) -> None:
    assert 400 <= site.get(path).status_code < 500


@pytest.mark.parametrize(
    "query",
    [
        '_search="',
        "_search=%22ferry",
        "_search=ferry AND",
        "_search=*&_searchmode=raw",
        "_search_nothing=x",
        "_searchx=y",
        "_sort=nothing",
        "_sort=text&_sort_desc=text",
        "_facet=nothing",
        "_facet_array=text",
        "_facet={",
        "_facet_size=²",
        "_size=-1",
        "_size=x",
        "_size=1000000",
        "_next=x,y,z",
        "_timelimit=x",
        "_through=x",
        "_through={}",
        "_col=nothing",
        "_nocol=nothing",
        "_shape=nothing",
        "_labels=maybe",
        "_fts_table=nothing&_search=x",
        "start__gt=99999999999999999999999",
        "start__in=[",
        "text__contains=%00",
        "nothing=1",
        "_json=nothing",
        "_trace=1",
        "_context=1",
        "_ttl=99999",
        "%F0%28%8C%28=1",
        "=",
        "_filter_column=&_filter_op=nothing&_filter_value=x",
        "_filter_column=text&_filter_op=nothing&_filter_value=x",
    ],
)
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited")  # Datasette's, on a refusal
def test_odd_parameters_are_answered_or_refused_but_never_break(site: Answers, query: str) -> None:
    for path in (f"{DATABASE}/statements", f"{DATABASE}/statements.json", "/", "/-/search"):
        assert site.get(f"{path}?{query}").status_code < 500


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '""',
        "*",
        "NEAR(",
        "a AND",
        "-x",
        "^",
        "a:b",
        "{a}",
        "\x00",
        "‘’“”",
        "(",
        "%",
        "NOT",
        "é",
    ],
)
def test_any_search_is_answered(site: Answers, typed: str) -> None:
    asked = httpx.QueryParams({"q": typed})
    assert site.get(f"/-/search?{asked}").status_code == 200
    asked = httpx.QueryParams({"_search": typed})
    assert site.get(f"{DATABASE}/statements?{asked}").status_code == 200


def test_search_finds_every_word_and_whole_phrases(site: Answers) -> None:
    def found(typed: str) -> int:
        page = site.get(f"/-/search?{httpx.QueryParams({'q': typed})}").text
        counted = re.findall(r'found-documents">Documents <span class="count">(\d+)', page)
        assert counted or "Nothing holds these words" in page
        return int(counted[0]) if counted else 0

    assert found("ferry late") == 2
    assert found("LATE ferry") == 2
    assert found('"ferry was late"') == 2
    assert found("“ferry was late”") == 2
    assert found('"late was ferry"') == 0
    assert found("4,000 passengers") == 3


def test_search_finds_figures_by_their_words_and_by_what_happened(site: Answers) -> None:
    figures = site.get(f"{DATABASE}/figures.json?_shape=array").json()
    for typed, number in (("4,000", "4,000"), ("passengers", "4,000"), ("affect", "4,000")):
        page = site.get(f"/-/search?{httpx.QueryParams({'q': typed})}").text
        listed = page.partition('id="found-figures"')[2].partition("</section>")[0]
        found = set(re.findall(r"/figures/(f_\w+)", listed))
        assert found == {row["figure_id"] for row in figures if row["number"] == number}, typed


def test_a_page_counts_in_the_first_rows_only_and_says_so_and_json_in_all(
    site_with: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_with()
    path = f"{DATABASE}/mentions"
    total = len(keys(site, "mentions"))
    filtered = site.get(f"{path}.json?start__gt=0").json()["filtered_table_rows_count"]
    assert 2 < filtered < total
    said = "Counted in 2 of these rows"
    with monkeypatch.context() as patch:
        patch.setattr("toolkit.serve.facets.FACETED", 2)
        site.site.jinja_env.globals["faceted"] = 2
        assert said not in site.get(f"{path}?_facet=rule").text
        page = site.get(f"{path}?_facet=rule&start__gt=0").text
        counted = site.get(f"{path}.json?_facet=rule&start__gt=0").json()["facet_results"]["rule"]
    aside = page.partition("Count by column")[2].partition("</aside>")[0]
    [rules_counted] = re.findall(r'data-column="rule".*?</section>', aside, re.DOTALL)
    assert said in aside
    assert sum(map(int, re.findall(r'class="count">(\d+)', rules_counted))) == 2
    assert sum(one["count"] for one in counted["results"]) == filtered


def test_traces_stay_closed_whatever_is_asked(site: Answers) -> None:
    for path in ("/.json", f"{DATABASE}.json", f"{DATABASE}/statements.json"):
        assert "_trace" not in site.get(f"{path}?_trace=1").json()


def test_a_wrong_parameter_is_told_by_name_to_people_and_to_programs(site: Answers) -> None:
    asked = "<b>kind</b>=x"
    for ending in ("", ".json"):
        response = site.get(f"{DATABASE}/statements{ending}?{asked}")
        assert response.status_code == 400
        assert "no column “" in html.unescape(response.text.replace("\\u201c", "“"))
        assert "<b>kind" not in response.text or ending == ".json"


@pytest.mark.parametrize("ending", ["", ".json", ".csv"])
def test_what_takes_too_long_is_told_so(site_with: Any, ending: str) -> None:
    endless = "with+recursive+n(x)+as+(select+1+union+all+select+x%2B1+from+n)+select+sum(x)+from+n"
    response = site_with(sql=True).get(f"{DATABASE}{ending}?sql={endless}&_timelimit=20")
    assert response.status_code == 400
    assert "takes too long" in response.text


def test_a_fault_of_ours_is_told_as_one_and_logged(
    site: Answers, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("at /home/ferry/secret.py")

    monkeypatch.setattr("toolkit.serve.instance.check_table", fail)
    response = site.get(f"{DATABASE}/statements?_size=1")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "ZeroDivisionError" in caplog.text


def test_an_address_longer_than_anybody_needs_is_refused(site: Answers) -> None:
    assert site.get(f"/-/search?q={'a' * 9000}").status_code == 414


def test_nobody_is_known_whatever_cookies_say(site: Answers) -> None:
    def headers(cookies: dict[str, str]) -> httpx.Headers:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=site.site.client.app)
            async with httpx.AsyncClient(transport=transport, cookies=cookies) as client:
                return await client.get(f"{ORIGIN}{DATABASE}/figures")

        return asyncio.run(ask()).headers

    assert headers({"ds_actor": "x", "other": "y"}) == headers({})
    assert "set-cookie" not in headers({})


def test_head_answers_like_get_without_a_body(site: Answers) -> None:
    for path in ("/", f"{DATABASE}/figures.csv?_stream=1", "/-/assets/toolkit.css"):
        response = site.ask("HEAD", path)
        assert (response.status_code, response.content) == (200, b"")


def test_a_failure_says_what_to_do_to_people_and_to_programs(site: Answers) -> None:
    assert "There is no such page" in site.get("/nowhere").text
    told = site.get(f"{DATABASE}/figures/nowhere.json").json()
    assert (told["ok"], told["status"]) == (False, 404)


def test_robots_are_asked_to_stay_away(site: Answers) -> None:
    assert site.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_sql_is_there_for_who_switches_it_on_and_reads_only(site_with: Any) -> None:
    site = site_with(sql=True)
    assert site.get(f"{DATABASE}.json?sql=select+1+as+one").json()["rows"] == [[1]]
    assert "select" in site.get(f"{DATABASE}?sql=select+text+from+statements").text
    for statement in (
        "delete+from+figures",
        "attach+'x'+as+y",
        "pragma+writable_schema=1",
        "select+nothing+from+nowhere",
        "select+load_extension('x')",
        "select+*+from+pragma_database_list",
    ):
        assert site.get(f"{DATABASE}?sql={statement}").status_code in (200, 400)
        assert site.get(f"{DATABASE}.json?sql={statement}").status_code in (200, 400)


def test_the_database_can_be_downloaded_only_when_switched_on(site_with: Any) -> None:
    response = site_with(download=True).get(f"{DATABASE}.db")
    assert response.content.startswith(b"SQLite format 3")


# Texts that try to act


class Elements(HTMLParser):
    """The elements and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Elements()
    parser.feed(page)
    return parser.found


def links(page: str) -> list[str]:
    return [
        str(attributes["href"])
        for tag, attributes in elements(page)
        if tag in ("a", "link") and attributes.get("href")
    ]


def hostile_pages(site: Answers) -> Iterator[tuple[str, str]]:
    for path in ("/", DATABASE, *OWN_PAGES, *(f"{DATABASE}/{table}" for table in TABLES)):
        yield path, site.get(path).text
    for table in TABLES:
        for key in keys(site, table):
            yield key, site.get(f"{DATABASE}/{table}/{key}").text
    for search in ("<script>alert(3)</script>", "\u202e", "' onmouseover=alert(4) '"):
        for path in (f"{DATABASE}/statements?_search={search}", f"/-/search?q={search}"):
            yield path, site.get(path).text
    for path in repeats_and_series(site):
        yield path, site.get(path).text
    for word in ("harbour", "ferry", "script", "red", "hidden"):
        yield word, site.get(f"/-/search?q={word}").text


def test_no_text_becomes_an_element_an_attribute_or_a_link_that_acts(site: Answers) -> None:
    for path, page in hostile_pages(site):
        for tag, attributes in elements(page):
            assert tag not in ("img", "iframe", "object", "embed", "base", "b", "style"), path
            if tag == "script":
                assert str(attributes.get("src", "")).startswith("/-/"), path
            for name, value in attributes.items():
                assert not name.startswith("on"), (path, name)
                assert name != "style", path
                if name in ("href", "src", "action"):
                    assert re.match(r"(/|#|\?|https?://)", value or ""), (path, value)


def test_invisible_characters_that_act_are_shown_by_their_code_point(site: Answers) -> None:
    acting = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")
    for path, page in hostile_pages(site):
        # What the reader typed comes back as typed, inside its own field only.
        page = re.sub(r'name="(_search|q)" value="[^"]*"', "", page)
        assert not acting.search(page), path
    [bidi] = site.get(f"{DATABASE}/documents.json?_shape=array&path=bidi.txt").json()
    assert "⟨U+202E⟩" in site.get(f"{DATABASE}/documents/{bidi['document_id']}").text


def test_a_word_of_a_megabyte_is_shown_whole_on_its_own_page_only(site: Answers) -> None:
    [word] = site.get(f"{DATABASE}/documents.json?_shape=array&path=word.txt").json()
    assert len(site.get(f"{DATABASE}/documents").text) < 200_000
    page = site.get(f"{DATABASE}/documents/{word['document_id']}").text
    shown = re.sub(r"<[^>]+>", "", page)
    assert re.search("a{1000000}", shown)


@pytest.mark.parametrize("parameters", ["", "?_stream=1", "?_labels=on&_size=max", "?_dl=1"])
def test_no_cell_of_csv_is_calculated_by_a_spreadsheet(site: Answers, parameters: str) -> None:
    csv.field_size_limit(2_000_000)
    for table in TABLES:
        answer = site.get(f"{DATABASE}/{table}.csv{parameters}").text
        for row in csv.reader(io.StringIO(answer)):
            for cell in row:
                assert not re.match(r"[=+\-@\t\r](?![0-9.,]*$)", cell), (table, cell[:60])
    texts = [
        row["text"]
        for row in csv.DictReader(io.StringIO(site.get(f"{DATABASE}/documents.csv?_size=max").text))
    ]
    assert f"'{HOSTILE['formula.txt']}" in texts


def test_json_keeps_texts_exactly_as_published(site: Answers) -> None:
    rows = site.get(f"{DATABASE}/documents.json?_shape=array").json()
    texts = {row["path"]: row["text"] for row in rows}
    assert texts == {**TEXTS, "empty.txt": None}


def test_files_of_a_package_that_was_replaced_are_not_given_out(tmp_path: Path) -> None:
    package = make_package(tmp_path / "package")
    opened = open_package(package)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        with served_database(opened) as database:
            site = Answers(make_site(database, opened))
            assert site.get("/-/files/data/figures.parquet").status_code == 200
            make_package(tmp_path / "new", {"a.txt": "The ferry is late."})
            (package).rename(tmp_path / "old")
            (tmp_path / "new").rename(package)
            refused = site.get("/-/files/data/figures.parquet")
            assert refused.status_code == 410
            assert "start it again" in refused.text
            assert "Harbour board reports delays" in site.get("/").text
