"""The site in a real browser: nothing is blocked, nothing is fetched from elsewhere, all is seen.

Writes a picture of each kind of page to ``screenshots/``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from packages_to_serve import FERRY, HOSTILE, LETTER, make_package

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip(
        "Chromium is not installed: apt-get install chromium, as the README's test command does.",
        allow_module_level=True,
    )
sync_api = pytest.importorskip("playwright.sync_api")

REPOSITORY = Path(__file__).parents[1]
SCREENSHOTS = REPOSITORY / "screenshots"

SCRIPT = (
    "import sys; from pathlib import Path; from toolkit.serve import serve_package\n"
    "serve_package(Path(sys.argv[1]), port=0, on_ready=lambda address: print(address, flush=True))"
)
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()


@contextmanager
def serving(package: Path, cache: Path) -> Iterator[str]:
    """A site in a process of its own; gives its address without the last slash."""
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(package)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "XDG_CACHE_HOME": str(cache)},
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip().rstrip("/")
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    texts = {"ferry.txt": FERRY, "letter.txt": LETTER, **HOSTILE}
    with serving(make_package(folder / "package", texts), folder / "cache") as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@contextmanager
def pages_of(browser: Any, address: str) -> Iterator[Any]:
    """Opens pages, and at the end holds them to: no errors, no request that leaves the machine."""
    complaints: list[str] = []
    contexts: list[Any] = []

    def open_one(**options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: _check_request(request.url, address, complaints))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def open_page(browser: Any, address: str) -> Iterator[Any]:
    with pages_of(browser, address) as open_one:
        yield open_one


def _check_request(url: str, address: str, complaints: list[str]) -> None:
    if not url.startswith((f"{address}/", "data:")):
        complaints.append(f"request to {url}")


def picture(page: Any, name: str, *, full: bool = False) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=str(SCREENSHOTS / f"{name}.png"), full_page=full)


def documents(page: Any, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Harbour board reports delays").click()
    page.wait_for_selector("article.document")


def test_home_leads_to_a_document_and_from_its_note_to_the_speaker(
    open_page: Any, address: str
) -> None:
    page = open_page()
    page.goto(address)
    picture(page, "home")
    documents(page, address)
    assert page.locator(".paragraph").count() == 3
    picture(page, "document")
    page.locator(".note.statements .who a").first.click()
    page.wait_for_selector(".said")
    assert "Mary Olsen" in page.locator("h1").inner_text()
    picture(page, "speaker")


def test_a_row_leads_to_its_mark_in_the_text(open_page: Any, address: str) -> None:
    page = open_page()
    page.goto(f"{address}/harbour_reports/statements")
    page.locator("a.key").first.click()
    page.wait_for_selector("blockquote.context")
    picture(page, "statement")
    page.locator("blockquote.context footer a").click()
    page.wait_for_selector("article.document")
    assert re.search(r"#s_[0-9a-f]{24}$", page.url)
    assert page.locator(".mark:target").count() == 1


def test_a_mark_and_its_note_light_up_together(open_page: Any, address: str) -> None:
    page = open_page()
    documents(page, address)
    page.locator(".note.statements").first.hover()
    row = page.locator(".note.statements").first.get_attribute("data-row")
    assert page.locator(f".mark.lit[data-row='{row}']").count() >= 1


def test_marks_can_be_switched_off_and_the_unclaimed_on(open_page: Any, address: str) -> None:
    page = open_page()
    documents(page, address)
    mark = page.locator(".text .mark.statements").first
    assert mark.evaluate("e => getComputedStyle(e).borderBottomStyle") != "none"
    page.locator("#layer-statements").uncheck()
    assert mark.evaluate("e => getComputedStyle(e).borderBottomStyle") == "none"
    unclaimed = page.locator(".text .mark.unclaimed").first
    assert unclaimed.evaluate("e => getComputedStyle(e).borderBottomStyle") == "none"
    page.locator("#layer-unclaimed").check()
    assert unclaimed.evaluate("e => getComputedStyle(e).borderBottomStyle") == "dashed"


def test_tables_can_be_searched_counted_and_sorted(open_page: Any, address: str) -> None:
    page = open_page()
    page.goto(address)
    page.get_by_label("Search everything").fill("delays")
    page.get_by_label("Search everything").press("Enter")
    page.wait_for_selector("#found-statements")
    assert "delays" in page.locator(".said mark").first.inner_text()
    picture(page, "search")
    page.goto(f"{address}/harbour_reports/statements")
    page.get_by_label("Search statements").fill("delays")
    page.get_by_label("Search statements").press("Enter")
    page.wait_for_selector(".rows-and-columns")
    assert page.locator(".rows-and-columns tbody tr").count() == 1
    page.goto(f"{address}/harbour_reports/statements")
    picture(page, "table")
    page.locator(".facet-info a", has_text="indirect").click()
    page.wait_for_url("**kind=indirect**")
    assert "kind" in page.locator(".summary").inner_text()
    page.locator("th.col-text svg").click()
    page.get_by_role("link", name="Sort descending").click()
    page.wait_for_url("**_sort_desc=text**")


def test_a_series_is_drawn_and_told_in_words(open_page: Any, address: str) -> None:
    page = open_page()
    documents(page, address)
    page.locator(".note.figures").get_by_role("link", name="series").click()
    page.wait_for_selector("svg.chart")
    assert page.locator("svg.chart circle").count() == 2
    assert page.locator("main tbody tr").count() == 2
    picture(page, "series")


def test_a_lone_quotation_mark_in_the_search_gets_an_answer(open_page: Any, address: str) -> None:
    page = open_page()
    page.goto(address)
    page.get_by_label("Search everything").fill('"')
    page.get_by_label("Search everything").press("Enter")
    page.wait_for_url("**/-/search?q=**")
    assert "No statement." in page.locator("main").inner_text()


def test_pages_can_be_read_in_the_dark_on_a_phone_and_by_keyboard(
    open_page: Any, address: str
) -> None:
    dark = open_page(color_scheme="dark")
    documents(dark, address)
    picture(dark, "document-dark")
    background = dark.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert sum(map(int, re.findall(r"\d+", background)[:3])) < 150

    phone = open_page(viewport={"width": 375, "height": 800}, device_scale_factor=2)
    for path, name in (
        ("/", "home-phone"),
        ("/harbour_reports/statements", "table-phone"),
        ("/harbour_reports/figures", "figures-phone"),
    ):
        phone.goto(address + path)
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= 375, name
        picture(phone, name)
    documents(phone, address)
    picture(phone, "document-phone")

    keyboard = open_page()
    keyboard.goto(address)
    keyboard.keyboard.press("Tab")
    assert keyboard.evaluate("document.activeElement.textContent") == "Skip to content"
    keyboard.keyboard.press("Enter")
    assert keyboard.url.endswith("#main")


def test_a_text_that_tries_to_act_is_shown_as_text(open_page: Any, address: str) -> None:
    page = open_page()
    page.goto(address)
    page.locator("a.document-link", has_text="<script>").click()
    page.wait_for_selector("article.document")
    assert "<script>alert('harbour')</script>" in page.locator(".text").inner_text()
    page.goto(f"{address}/harbour_reports/documents")
    picture(page, "hostile")


def test_the_published_dataset_reads_well(browser: Any, tmp_path: Path) -> None:
    published = REPOSITORY / "datapackage"
    if not published.is_dir():
        pytest.skip("datapackage/ is not there: make it with toolkit build.")
    with serving(published, tmp_path) as address, pages_of(browser, address) as open_one:
        page = open_one(viewport={"width": 1200, "height": 800})
        page.goto(address)
        picture(page, "published-home", full=True)
        links = page.locator("a.document-link")
        found = [links.nth(number).get_attribute("href") for number in range(links.count())]
        assert found
        for number, link in enumerate(found):
            page.goto(address + link)
            assert page.locator(".paragraph").count() > 0
            picture(page, f"published-document-{number}")
        for table in ("statements", "figures", "entities"):
            page.goto(address)
            page.get_by_label("Site").get_by_role("link", name=table.title()).click()
            page.locator("a.key").first.click()
            page.wait_for_selector(".fields")
            picture(page, f"published-{table}", full=True)
