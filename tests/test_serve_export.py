"""The static copy: every link leads to a file, in any folder; it is there whole or not at all."""

from __future__ import annotations

import functools
import html
import http.server
import posixpath
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from packages_to_serve import FERRY, HOSTILE, LETTER, make_package

from toolkit.errors import PackageError
from toolkit.serve import export, export_site
from toolkit.serve.dataset import Site
from toolkit.serve.export import Exported, file_of
from toolkit.serve.static_page import static_page

TEXTS = {"ferry.txt": FERRY, "letter.txt": LETTER, **HOSTILE, "word.txt": "a" * 20_000}


class Page(HTMLParser):
    """What a browser would follow or load, and where it can be led to inside the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name in ("href", "src", "action"):
                self.links.append(value or "")
            if name == "id":
                self.ids.add(value or "")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_package(tmp_path_factory.mktemp("packages") / "package", TEXTS)


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def written(package: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Exported]:
    folder = tmp_path_factory.mktemp("copies") / "copy"
    return folder, export_site(package, folder)


@pytest.fixture(scope="module")
def copy(written: tuple[Path, Exported]) -> Path:
    return written[0]


@pytest.fixture(scope="module")
def pages(copy: Path) -> dict[str, Page]:
    return {
        path.relative_to(copy).as_posix(): Page(path.read_text(encoding="utf-8"))
        for path in copy.rglob("*.html")
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_link_leads_to_a_file_and_to_a_place_in_it(
    copy: Path, pages: dict[str, Page]
) -> None:
    followed = 0
    for name, page in pages.items():
        for link in page.links:
            if re.match(r"https?://", link):
                continue
            path, fragment = urldefrag(link)
            assert not path.startswith("/"), (name, link)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))
            target = target if path else name
            assert (copy / target).is_file(), (name, link)
            if fragment and target in pages:
                assert fragment in pages[target].ids, (name, link)
            followed += 1
    assert followed > 500


def test_every_file_is_reached_from_the_first_page(copy: Path, pages: dict[str, Page]) -> None:
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        name = waiting.pop()
        for link in pages[name].links if name in pages else ():
            path = urldefrag(link)[0]
            if path and not re.match(r"https?://", path):
                found = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))
                if found not in seen:
                    seen.add(found)
                    waiting.append(found)
    assert set(contents(copy)) - seen == {"site-pages/copy.txt"}


def test_each_row_and_each_kind_of_page_has_its_file(
    written: tuple[Path, Exported], pages: dict[str, Page]
) -> None:
    folder, counted = written
    kinds = {re.sub(r"[a-z]_[0-9a-f]{24}", "ID", name) for name in pages}
    tables = "documents statements figures entities mentions unclaimed problems".split()
    own = "series series/ID repeats repeats/ID dictionary about".split()
    assert kinds == {
        "index.html",
        "harbour_reports/index.html",
        *(f"harbour_reports/{table}.html" for table in tables),
        *(f"harbour_reports/{table}/ID.html" for table in tables),
        *(f"site-pages/{page}.html" for page in own),
    }
    assert counted.pages == len(pages)
    assert counted.pages + counted.files + 1 == len(contents(folder))
    assert counted.large_tables == ()


def test_what_needs_the_live_site_is_taken_out_and_said_so(copy: Path) -> None:
    for path in copy.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "<form" not in page
        assert "A static copy" in page
        assert "toolkit serve" in page
    table = (copy / "harbour_reports" / "statements.html").read_text(encoding="utf-8")
    assert 'title="Only on the live site"' in table
    assert "table.js" not in table


def test_a_text_that_tries_to_act_cannot_in_a_copy_either(
    copy: Path, pages: dict[str, Page]
) -> None:
    for name, page in pages.items():
        assert not page.tags & {"img", "iframe", "object", "embed", "base", "b", "style"}, name
        for link in page.links:
            assert not re.match(r"(?i)\s*(javascript|data):", link), (name, link)
        assert "script-src 'self'" in (copy / name).read_text(encoding="utf-8")


def test_two_copies_are_equal_byte_for_byte(package: Path, copy: Path, tmp_path: Path) -> None:
    export_site(package, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(copy)


def test_a_plain_web_server_gives_it_out_from_a_folder_inside_its_own(copy: Path) -> None:
    handler = functools.partial(Quiet, directory=str(copy.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with server:
        address = f"http://127.0.0.1:{server.server_address[1]}/{copy.name}/"
        seen = [address]
        for _ in range(3):
            with urllib.request.urlopen(seen[-1], timeout=10) as response:
                page = Page(response.read().decode())
            onward = (urljoin(seen[-1], link) for link in page.links if ".html" in link)
            seen.append(next(urldefrag(one)[0] for one in onward if urldefrag(one)[0] not in seen))
        assert len(set(seen)) == 4
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"{address}nowhere.html", timeout=10)
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def test_an_earlier_copy_is_replaced_whole(package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    export_site(make_package(tmp_path / "other", {"a.txt": "The ferry is late."}), folder)
    before = contents(folder)
    export_site(package, folder)
    after = contents(folder)
    assert set(before) - set(after)
    assert after["site-pages/copy.txt"] != before["site-pages/copy.txt"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_copy_that_cannot_be_finished_leaves_the_earlier_one(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "copy"
    export_site(make_package(tmp_path / "other", {"a.txt": "The ferry is late."}), folder)
    before = contents(folder)
    monkeypatch.setattr(export, "static_page", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export_site(package, folder)
    assert contents(folder) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "other"]


def test_a_folder_that_holds_something_else_is_left_alone(package: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("Dear ferry,", encoding="utf-8")
    for place in (tmp_path / "letters", tmp_path / "letters" / "dear.txt"):
        with pytest.raises(PackageError, match="no copy of a site") as caught:
            export_site(package, place)
        assert "new or an empty folder" in caught.value.hint
    assert contents(tmp_path) == {"letters/dear.txt": b"Dear ferry,"}


def test_a_folder_that_cannot_be_written_is_told_so(package: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PackageError, match="cannot be written"):
        export_site(package, tmp_path / "file" / "copy")


def test_a_large_table_is_listed_up_to_a_point_and_its_rows_have_no_pages(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "LARGEST_TABLE", 4)
    monkeypatch.setattr(export, "PAGE_ROWS", 2)
    written = export_site(package, tmp_path / "copy")
    assert {"statements", "mentions"} <= set(written.large_tables)
    tables = tmp_path / "copy" / "harbour_reports"
    lists = sorted(path.name for path in tables.glob("statements*.html"))
    assert lists == ["statements-2.html", "statements.html"]
    assert 'rel="next" href="statements-2.html"' in (tables / "statements.html").read_text()
    last = (tables / "statements-2.html").read_text()
    assert "The other rows are in the files to download." in last
    assert 'rel="next"' not in last
    assert not (tables / "statements").exists()


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/harbour", "harbour/index.html"),
        ("/harbour/figures", "harbour/figures.html"),
        ("/harbour/figures/f_1", "harbour/figures/f_1.html"),
        ("/harbour/figures/f_1.json", None),
        ("/harbour/figures?unit=percent", None),
        ("/harbour/nothing", None),
        ("/other/figures", None),
        ("/-/search?q=ferry", None),
        ("/-/series", "site-pages/series.html"),
        ("/-/series?page=3", "site-pages/series-3.html"),
        ("/-/series?page=x", None),
        ("/harbour/figures/f_1?page=2", "harbour/figures/f_1-2.html"),
        ("/harbour/figures?page=2", None),
        (f"/-/series/f_{'0' * 24}?page=2", f"site-pages/series/f_{'0' * 24}-2.html"),
        ("/-/assets/toolkit.css", "site-pages/assets/toolkit.css"),
        ("/-/static/table.js", None),
        ("/-/files/../secret", None),
    ],
)
def test_an_address_has_one_file_or_none(address: str, file: str | None) -> None:
    counts = {"figures": 1}
    assert file_of(address, Site({"name": "harbour"}, counts)) == file


@pytest.mark.parametrize(
    ("live", "copied"),
    [
        ('<a href="/harbour/figures#f_1">x</a>', '<a href="../figures.html#f_1">x</a>'),
        (
            '<a class="k" href="/-/search?q=a">x</a>',
            '<a class="k" title="Only on the live site">x</a>',
        ),
        ('<a href="#cite">x</a>', '<a href="#cite">x</a>'),
        ('<a href="https://ferry.example/?a=1&amp;b=2">x</a>', None),
        ('<link rel="alternate" href="/harbour.json">', ""),
        ('<script src="/-/static/table.js" defer></script>', ""),
        ("<p>&lt;a href=&#34;/harbour&#34;&gt; and &lt;form</p>", None),
        ('<p class="export">as <a href="/harbour/figures.json">JSON</a></p>', ""),
    ],
)
def test_links_become_relative_or_are_no_links(live: str, copied: str | None) -> None:
    def target(address: str) -> str | None:
        return "harbour/figures.html" if address == "/harbour/figures" else None

    written = static_page(live, here="harbour/figures/f_1.html", target=target)
    assert html.unescape(written) == html.unescape(live if copied is None else copied)
