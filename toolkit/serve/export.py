"""The site as files that a plain web server gives out: ``toolkit serve --export DIR``.

The pages are those of the live site, asked for one after the other from the home page on, so that
nothing is shown in two ways. What only a program can answer (searching, filtering, sorting, SQL)
is left out and said so.
"""

from __future__ import annotations

import asyncio
import html
import re
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import PackageError, describe_error
from toolkit.exchange import exchange_folders
from toolkit.serve.cache import served_database
from toolkit.serve.dataset import Site
from toolkit.serve.guard import Application
from toolkit.serve.inside import ORIGIN, ask_inside
from toolkit.serve.instance import SiteDatasette
from toolkit.serve.package import open_package
from toolkit.serve.site import make_site
from toolkit.serve.static_page import addresses, static_page

LARGEST_TABLE = 20_000
"""Rows of a table that are listed; the rows of a longer one have no pages of their own."""

PAGE_ROWS = 200
LARGEST_FILE = 100 * 1024 * 1024
"""Bytes of a published file that is copied; what hosts of static pages commonly take."""

OWN = "site-pages"
"""The folder of pages and files that no table is behind; no dataset's name has a hyphen."""

MARKER = f"{OWN}/copy.txt"
"""What tells a folder as a copy of ours, which may be replaced."""

STEP = "Writing pages"

PAGES = ("/-/dictionary", "/-/about")
PAGE = re.compile(r"page=([0-9]+)")
"""What follows the question mark in the address of one page of a list."""

NUMBERED = re.compile(r"/-/(series|repeats|series/f_[0-9a-f]{24})")
OF_ROW = re.compile(r"/-/repeats/[a-z]_[0-9a-f]{24}")
ASSET = re.compile(r"/-/(assets/[\w.-]+|static/favicon\.png)")
FILE = re.compile(r"/-/files/(.+)")
NEXT_ADDRESS = re.compile(r'rel="next" href="([^"]+)"')

Progress = Callable[[str, int, int], None]
"""Called with what is done, how many pages and files were written and how many are known."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    pages: int
    files: int
    large_tables: tuple[str, ...]
    """Tables with more rows than have pages."""


def export_site(package: Path, folder: Path, *, on_progress: Progress | None = None) -> Exported:
    """Write a package's site as static files, whole or not at all.

    Args:
        package: The package's folder.
        folder: Where the copy is to stand: a new folder, an empty one, or an earlier copy.
        on_progress: Called after each page and file.

    Raises:
        PackageError: The package is damaged, the folder holds something else, or it cannot be
            written.
    """
    _check(folder)
    opened = open_package(package)
    with served_database(opened) as database:
        site = make_site(database, opened)
        try:
            with _staged(folder) as staged:
                written = asyncio.run(_Copy(site, staged, on_progress).write())
                (staged / MARKER).write_text(
                    f"A static copy of {site.site.title}, made by toolkit serve --export from the "
                    f"package whose datapackage.json has the sha256 {opened.digest}.\n",
                    encoding="utf-8",
                )
        except OSError as error:
            raise PackageError(
                f"{folder} cannot be written: {describe_error(error)}.",
                hint="Check the disk and its permissions, or choose another folder.",
            ) from error
    return written


class _Copy:
    """One walk over a site, from the home page along every link that has a file."""

    def __init__(self, site: SiteDatasette, folder: Path, on_progress: Progress | None) -> None:
        self._site: Site = site.site
        self._application: Application = site.app()
        self._folder = folder
        self._on_progress = on_progress
        self._waiting: deque[str] = deque()
        self._seen: set[str] = set()
        self._tables = {f"/{self._site.database}/{table.name}" for table in self._site.tables}
        self._pages = self._files = 0

    async def write(self) -> Exported:
        self._add("/")
        while self._waiting:
            address = self._waiting.popleft()
            if address in self._tables:
                await self._write_table(address)
            else:
                await self._write_address(address)
            if self._on_progress is not None:
                self._on_progress(STEP, len(self._seen) - len(self._waiting), len(self._seen))
        large = tuple(name for name, rows in self._site.counts.items() if rows > LARGEST_TABLE)
        return Exported(self._pages, self._files, large)

    def _add(self, address: str) -> None:
        if address not in self._seen and file_of(address, self._site) is not None:
            self._seen.add(address)
            self._waiting.append(address)

    async def _write_address(self, address: str) -> None:
        file = file_of(address, self._site)
        assert file is not None  # noqa: S101 - only such addresses wait
        if published := FILE.fullmatch(address):
            self._copy_published(published.group(1), file)
            return
        body = await self._ask(address)
        if file.endswith(".html"):
            self._write_page(body.decode(), file)
        else:
            self._place(file).write_bytes(body)
            self._files += 1

    async def _write_table(self, address: str) -> None:
        """All pages of a table's list, each linked to the next."""
        asked: str | None = f"{address}?_size={PAGE_ROWS}"
        number = 0
        while asked is not None:
            number += 1
            page = (await self._ask(asked)).decode()
            asked = next_address(page)
            ends = asked is not None and number * PAGE_ROWS >= LARGEST_TABLE
            if ends:
                asked = None
            after = {} if asked is None else {asked: numbered(address, number + 1)}
            self._write_page(page, numbered(address, number), after=after, ends=ends)

    def _write_page(
        self, page: str, file: str, *, after: Mapping[str, str] | None = None, ends: bool = False
    ) -> None:
        """Write one page and wait for what it links to; ``after`` names the next page's file."""
        following = after or {}
        page = page.replace(f'href="{ORIGIN}/', 'href="/')
        for address in addresses(page):
            self._add(address)
        written = static_page(
            page,
            here=file,
            target=lambda address: following.get(address) or file_of(address, self._site),
            ends=ends,
        )
        self._place(file).write_text(written, encoding="utf-8", newline="")
        self._pages += 1

    def _copy_published(self, path: str, file: str) -> None:
        if self._site.folder is not None:
            shutil.copyfile(self._site.folder / path, self._place(file))
            self._files += 1

    def _place(self, file: str) -> Path:
        place = self._folder / file
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    async def _ask(self, address: str) -> bytes:
        given = await ask_inside(self._application, address)
        if given.status != 200:
            raise PackageError(
                f"The page {address} could not be made (status {given.status}); nothing was "
                "written.",
                hint="See what is wrong with toolkit validate.",
            )
        return given.body


def file_of(address: str, site: Site) -> str | None:
    """The file of the copy that an address of the site is written to; None where there is none.

    >>> file_of("/-/series?page=2", Site({}, {}))
    'site-pages/series-2.html'
    """
    path, _, query = address.partition("?")
    if path == "/" and not query:
        return "index.html"
    if path.startswith("/-/"):
        return _own_file(path, query, site)
    parts = path.split("/")[1:]
    page = PAGE.fullmatch(query)
    if parts[0] != site.database or "." in path or (query and page is None):
        return None
    if len(parts) == 1:
        return None if page else f"{site.database}/index.html"
    if site.table(parts[1]) is None or len(parts) > 3 or (page and len(parts) == 2):
        return None
    if len(parts) == 3 and site.counts[parts[1]] > LARGEST_TABLE:
        return None
    return numbered(path, _number(page))


def _own_file(path: str, query: str, site: Site) -> str | None:
    if published := FILE.fullmatch(path):
        sizes = {file.path: file.size for file in site.downloads}
        fits = sizes.get(published.group(1), LARGEST_FILE + 1) <= LARGEST_FILE
        return f"{OWN}/files/{published.group(1)}" if fits and not query else None
    if asset := ASSET.fullmatch(path):
        return f"{OWN}/{asset.group(1)}"
    page = PAGE.fullmatch(query)
    if NUMBERED.fullmatch(path) and (page or not query):
        return numbered(f"{OWN}/{path[3:]}", _number(page))
    if not query and (path in PAGES or OF_ROW.fullmatch(path)):
        return f"{OWN}/{path[3:]}.html"
    return None


def _number(page: re.Match[str] | None) -> int:
    return int(page.group(1)) if page else 1


def numbered(path: str, number: int) -> str:
    """The file of one page of a list: the first has the list's own name."""
    return f"{path.removeprefix('/')}{f'-{number}' if number > 1 else ''}.html"


def next_address(page: str) -> str | None:
    """Where a table's page leads on to, as the site says it."""
    found = NEXT_ADDRESS.search(page)
    return html.unescape(found.group(1)).removeprefix(ORIGIN) if found else None


def _check(folder: Path) -> None:
    """Refuse a folder that holds something else than an earlier copy."""
    if folder.is_dir() and (not any(folder.iterdir()) or (folder / MARKER).is_file()):
        return
    if folder.exists() or folder.is_symlink():
        raise PackageError(
            f"{folder} holds something that is no copy of a site.",
            hint="Name a new or an empty folder.",
        )


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """A folder to write to, put in the place of the other when everything is there."""
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
        staged = Path(beside) / "copy"
        staged.mkdir()
        yield staged
        if not folder.exists():
            staged.rename(folder)
        elif not exchange_folders(staged, folder):
            folder.rename(Path(beside) / "before")
            staged.rename(folder)
