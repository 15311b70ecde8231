"""The site in a real browser: nothing is blocked, nothing is fetched from elsewhere, all is seen.

Writes a picture of each kind of page to ``screenshots/``; ``site.png`` there is the README's.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from packages_to_serve import AGAIN, FERRY, HOSTILE, LETTER, make_package

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip(
        "Chromium is not installed: apt-get install chromium, as the README's test command does.",
        allow_module_level=True,
    )
sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
# Asks again until it holds, where an assertion would look only once; gives up after half a minute.
expect = sync_api.expect
expect.set_options(timeout=30_000)

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

DATABASE = "/harbour_reports"
TABLES = "documents statements figures entities mentions unclaimed problems".split()

PHONE = {"viewport": {"width": 375, "height": 800}}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": PHONE,
}

WINDOW_TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
TABLE_TOO_WIDE = """[...document.querySelectorAll('.rows .table-wrapper')].some(
    each => each.scrollWidth > each.clientWidth
)"""
TOO_WIDE = {
    "light": WINDOW_TOO_WIDE,
    "dark": WINDOW_TOO_WIDE,
    # A table of many columns may be moved sideways on a screen; on a phone its rows stand upright.
    "phone": f"{WINDOW_TOO_WIDE} || {TABLE_TOO_WIDE}",
}

ACCESSIBILITY = {
    "runOnly": {
        "type": "tag",
        "values": "wcag2a wcag2aa wcag21a wcag21aa wcag22aa best-practice".split(),
    }
}


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
    texts = {"ferry.txt": FERRY, "again.txt": AGAIN, "letter.txt": LETTER, **HOSTILE}
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


@pytest.fixture(scope="module")
def kinds(browser: Any, address: str) -> dict[str, str]:
    """The address of a page of each kind that the site has."""
    page = browser.new_page()

    def first(path: str, selector: str) -> str:
        page.goto(address + path)
        return str(page.locator(selector).first.get_attribute("href"))

    rows = {
        table: first(f"{DATABASE}/{table}", ".rows-and-columns a.key")
        for table in TABLES
        if table != "documents"
    }
    found = {
        "home": "/",
        "tables": DATABASE,
        **{f"table of {table}": f"{DATABASE}/{table}" for table in TABLES},
        **{f"row of {table}": row for table, row in rows.items()},
        "document": first("/", "a.document-link:has-text('Harbour board')"),
        "speaker": first("/", ".bars a:has-text('Mary Olsen')"),
        "series index": "/-/series",
        "series": first("/-/series", ".series a"),
        "repeats index": "/-/repeats",
        "repeats of a document": first("/-/repeats", "ul.plain a"),
        "repeats of a statement": first("/-/repeats", ".said a.plain"),
        "search": "/-/search?q=harbour",
        "narrowed search": "/-/search?q=harbour&year=2021",
        "dictionary": "/-/dictionary",
        "about": "/-/about",
        "no such page": "/nowhere",
    }
    page.close()
    return found


def arrive(page: Any, selector: str) -> None:
    """Wait for the page that a click led to: for what is known of it, then for its style sheet.

    A busy machine may show the element before the style sheet is there.
    """
    page.wait_for_selector(selector)
    page.wait_for_load_state("load")


def document(page: Any, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Harbour board reports delays").first.click()
    arrive(page, "article.document")


# Every kind of page


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_fault_on_any_kind_of_page_and_none_is_too_wide(
    open_page: Any, browser: Any, address: str, kinds: dict[str, str], look: str
) -> None:
    page = open_page(**LOOKS[look])
    # The browser complains about the status of a page that is not there, which is meant.
    absent = browser.new_page(**LOOKS[look])
    faults = []
    for kind, path in kinds.items():
        shown = absent if kind == "no such page" else page
        shown.goto(address + path)
        picture(shown, f"{kind.replace(' ', '-')}-{look}")
        shown.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for fault in axe.Axe().run(shown, options=ACCESSIBILITY).response["violations"]:
            faults.append((kind, fault["id"], fault["nodes"][0]["html"]))
        if shown.evaluate(TOO_WIDE[look]):
            faults.append((kind, "wider than the window", ""))
        if shown.locator("main h1").count() != 1:
            faults.append((kind, "not one heading for the page", ""))
    absent.close()
    assert faults == []


def test_every_kind_of_page_can_be_read_without_a_script(
    browser: Any, address: str, kinds: dict[str, str]
) -> None:
    with_script = browser.new_page()
    without = browser.new_context(java_script_enabled=False).new_page()
    for kind, path in kinds.items():
        words = []
        for page in (with_script, without):
            page.goto(address + path)
            text = page.locator("main").inner_text()
            words.append(re.sub(r"\bCopy\b|\s+", " ", text).split())
        assert words[0] == words[1], kind


def test_on_paper_nothing_is_left_that_only_a_screen_needs(open_page: Any, address: str) -> None:
    page = open_page()
    document(page, address)
    page.emulate_media(media="print")
    for selector in (".top nav", ".search", ".layers", ".neighbours", ".ways >> nth=0"):
        expect(page.locator(selector)).to_be_hidden()
    expect(page.locator(".note.statements .who").first).to_be_visible()
    picture(page, "document-paper")


def test_nothing_moves_for_who_asked_for_stillness(open_page: Any, address: str) -> None:
    page = open_page(reduced_motion="reduce")
    document(page, address)
    expect(page.locator(".text .mark").first).to_have_css("transition-duration", "0s")


# Ways through the site


def test_from_home_to_a_document_its_statement_the_speaker_and_back(
    open_page: Any, address: str
) -> None:
    page = open_page()
    document(page, address)
    page.locator(".note.statements").get_by_role("link", name="row of statement").first.click()
    arrive(page, "blockquote.context")
    page.locator(".summary-line a").click()
    arrive(page, ".said")
    expect(page.locator("h1")).to_contain_text("Mary Olsen")
    page.locator(".said a.plain").first.click()
    arrive(page, "article.document")
    assert re.search(r"#s_[0-9a-f]{24}$", page.url)
    expect(page.locator(".mark:target")).to_have_count(1)
    for _ in range(3):
        page.go_back(wait_until="load")
    expect(page.locator("article.document")).to_have_count(1)


def test_a_reader_with_a_keyboard_only_finds_words_and_reaches_their_mark(
    open_page: Any, address: str
) -> None:
    page = open_page()
    page.goto(address)
    press = page.keyboard.press
    focused = "document.activeElement.textContent.trim()"
    press("Tab")
    assert page.evaluate(focused) == "Skip to content"
    press("Enter")
    page.wait_for_url("**/#main")
    reach(page, "document.activeElement.id === 'search-all'")
    page.keyboard.type("harbour board")
    press("Enter")
    arrive(page, "#found-statements")
    reach(page, "document.activeElement.matches('.said a.plain')")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    press("Enter")
    arrive(page, "article.document")
    expect(page.locator(".mark:target")).to_have_count(1)
    reach(page, "document.activeElement.id === 'layer-unclaimed'", back=True)
    press("Space")
    expect(page.locator("#layer-unclaimed")).to_be_checked()


def reach(page: Any, condition: str, *, back: bool = False) -> None:
    """Press Tab until the condition holds of what has the focus."""
    for _ in range(120):
        if page.evaluate(condition):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"not reached: {condition}")


def test_a_name_in_the_text_leads_to_its_entity(open_page: Any, address: str) -> None:
    page = open_page()
    document(page, address)
    page.locator("a.mark.mentions").first.click()
    arrive(page, "body.table-entities")


def test_a_row_leads_to_its_mark_in_the_text(open_page: Any, address: str) -> None:
    page = open_page()
    for table in ("statements", "figures", "mentions"):
        page.goto(f"{address}{DATABASE}/{table}")
        page.locator("a.key").first.click()
        arrive(page, "blockquote.context")
        page.locator("blockquote.context footer a").first.click()
        arrive(page, "article.document")
        expect(page.locator(".mark:target")).to_have_count(1)


def test_a_mark_and_its_note_light_up_together(open_page: Any, address: str) -> None:
    page = open_page()
    document(page, address)
    page.locator(".note.statements").first.hover()
    row = page.locator(".note.statements").first.get_attribute("data-row")
    expect(page.locator(f".mark.lit[data-row='{row}']").first).to_be_visible()


def test_marks_can_be_switched_off_and_the_unclaimed_on_also_without_a_script(
    browser: Any, address: str, kinds: dict[str, str]
) -> None:
    for script in (True, False):
        page = browser.new_context(java_script_enabled=script).new_page()
        page.goto(address + kinds["document"])
        line = "border-bottom-style"
        statement = expect(page.locator(".text .mark.statements").first)
        unclaimed = expect(page.locator(".text .mark.unclaimed").first)
        note = expect(page.locator(".note.unclaimed").first)
        statement.not_to_have_css(line, "none")
        page.locator("#layer-statements").uncheck()
        statement.to_have_css(line, "none")
        unclaimed.to_have_css(line, "none")
        note.to_be_hidden()
        page.locator("#layer-unclaimed").check()
        unclaimed.to_have_css(line, "dashed")
        note.to_contain_text("part of name")
        page.context.close()


def test_layers_stay_as_chosen_in_the_next_document(open_page: Any, address: str) -> None:
    page = open_page()
    document(page, address)
    page.locator("#layer-figures").uncheck()
    before = page.url
    page.get_by_role("link", name="next document").click()
    page.wait_for_url(lambda url: url != before)
    expect(page.locator("#layer-figures")).not_to_be_checked()
    expect(page.locator("#layer-statements")).to_be_checked()


def test_a_line_that_is_ready_to_copy_is_copied(browser: Any, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}{DATABASE}/figures")
    page.locator("a.key").first.click()
    page.get_by_text("Correct it: lines for").click()
    page.get_by_role("button", name="Copy the line for value").click()
    page.wait_for_selector("button:has-text('Copied')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.match(r"set,figures,f_[0-9a-f]{24},value,4000,", copied)
    context.close()


def test_tables_can_be_searched_counted_and_sorted(open_page: Any, address: str) -> None:
    page = open_page()
    page.goto(f"{address}{DATABASE}/statements")
    page.get_by_label("Search statements").fill("passengers union")
    page.get_by_label("Search statements").press("Enter")
    page.wait_for_selector(".zero-results")
    page.goto(f"{address}{DATABASE}/statements")
    page.locator(".facet-info a", has_text="indirect").click()
    page.wait_for_url("**kind=indirect**")
    expect(page.locator(".summary")).to_contain_text("kind")
    page.locator("th.col-text svg").click()
    page.get_by_role("link", name="Sort descending").click()
    page.wait_for_url("**_sort_desc=text**")


def test_a_search_is_narrowed_by_what_it_found(open_page: Any, address: str) -> None:
    page = open_page()
    page.goto(address)
    page.get_by_label("Search everything").fill("harbour")
    page.get_by_label("Search everything").press("Enter")
    arrive(page, "#found-statements")
    expect(page.locator(".said mark").first).to_contain_text("Harbour")
    everything = page.locator("#found-statements .count").inner_text()
    page.locator(".facet-info", has_text="Speaker").get_by_role("link", name="Mary Olsen").click()
    arrive(page, ".chosen")
    expect(page.locator("#found-statements .count")).not_to_have_text(everything)
    page.locator(".chosen a").click()
    arrive(page, "#found-entities, #found-documents")
    expect(page.locator("#found-statements .count")).to_have_text(everything)


def test_a_lone_quotation_mark_in_the_search_gets_an_answer(open_page: Any, address: str) -> None:
    page = open_page()
    page.goto(address)
    page.get_by_label("Search everything").fill('"')
    page.get_by_label("Search everything").press("Enter")
    page.wait_for_url("**/-/search?q=**")
    expect(page.locator("main")).to_contain_text("Nothing holds these words.")


def test_a_series_is_drawn_and_told_in_words(open_page: Any, address: str) -> None:
    page = open_page()
    document(page, address)
    page.locator(".note.figures").get_by_role("link", name="series").click()
    arrive(page, "svg.chart")
    expect(page.locator("svg.chart circle")).to_have_count(3)
    expect(page.locator("main tbody tr")).to_have_count(3)
    for circle in page.locator("svg.chart circle").all():
        box, chart = circle.bounding_box(), page.locator("svg.chart").bounding_box()
        assert chart["x"] <= box["x"] < chart["x"] + chart["width"]


def test_a_text_that_tries_to_act_is_shown_as_text(open_page: Any, address: str) -> None:
    page = open_page()
    page.goto(address)
    page.locator("a.document-link", has_text="<script>").click()
    arrive(page, "article.document")
    assert "<script>alert('harbour')</script>" in page.locator(".text").inner_text()
    page.goto(f"{address}{DATABASE}/documents")
    picture(page, "hostile")


# The dataset that comes with the toolkit


def test_the_published_dataset_reads_well(browser: Any, tmp_path: Path) -> None:
    published = REPOSITORY / "datapackage"
    if not published.is_dir():
        pytest.skip("datapackage/ is not there: make it with toolkit build.")
    with serving(published, tmp_path) as address, pages_of(browser, address) as open_one:
        page = open_one(viewport={"width": 1200, "height": 860})
        page.goto(address)
        picture(page, "published-home", full=True)
        links = page.locator("a.document-link")
        found = [links.nth(number).get_attribute("href") for number in range(links.count())]
        assert found
        for number, link in enumerate(found):
            page.goto(address + link)
            assert page.locator(".paragraph").count() > 0
            picture(page, f"published-document-{number}" if number else "site")
        visits: dict[str, Callable[[], None]] = {
            "speaker": lambda: page.locator(".bars a").first.click(),
            "series": lambda: page.locator("ul.series a").first.click(),
        }
        for name, visit in visits.items():
            page.goto(address)
            visit()
            page.wait_for_load_state()
            picture(page, f"published-{name}", full=True)
        for path in ("repeats", "about", "dictionary", "search?q=board"):
            page.goto(f"{address}/-/{path}")
            picture(page, f"published-{path.partition('?')[0]}")
