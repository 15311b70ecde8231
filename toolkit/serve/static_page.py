"""A page of the site as a file among others: links lead to files, what needs the site is taken out.

The pages are ours and escape what they show, so ``<a``, ``href="`` and ``<form`` stand only where
our templates put them.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote

from toolkit.serve.guard import POLICY

TITLE_OF_DEAD_LINKS = "Only on the live site"

NOTE = (
    '<p class="static-note">A static copy: searching, filtering, sorting and SQL need the live '
    "site, <code>toolkit serve</code>.</p>"
)
REST_NOTE = '<p class="next">The other rows are in the files to download.</p>'

FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
EXPORT = re.compile(r'<(p|span) class="export">.*?</\1>', re.DOTALL)
"""Where a page offers itself as JSON and CSV."""

NEXT = re.compile(r'<p class="next">.*?</p>', re.DOTALL)
HEAD_LINK = re.compile(r'<link\b[^>]*\bhref="([^"]*)"[^>]*>\n?')
SCRIPT = re.compile(r'<script\b[^>]*\bsrc="([^"]*)"[^>]*></script>\n?')
ANCHOR = re.compile(r'<a\b([^>]*?)\s+href="([^"]*)"')
CHARSET = '<meta charset="utf-8">'

Target = Callable[[str], str | None]
"""The file that an address of the site is written to; None where there is none."""


def static_page(page: str, *, here: str, target: Target, ends: bool = False) -> str:
    """Turn a page into a file.

    Args:
        page: The page's HTML.
        here: The file that it is written to, relative to the copy's folder.
        target: Tells the file of an address, which begins with ``/`` and has no fragment.
        ends: Whether the rows of a table page end here although there are more.
    """
    page = FORM.sub(NOTE, page, count=1)
    page = EXPORT.sub("", FORM.sub("", page))
    if ends:
        page = NEXT.sub(REST_NOTE, page)
    page = HEAD_LINK.sub(lambda match: _linked(match, here, target), page)
    page = SCRIPT.sub(lambda match: _linked(match, here, target), page)
    page = ANCHOR.sub(lambda match: _anchor(match, here, target), page)
    # A plain web server sends none of the site's headers.
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_in_page(POLICY)}">'
    return page.replace(CHARSET, f"{CHARSET}\n{policy}", 1)


def addresses(page: str) -> list[str]:
    """The site's own addresses that a page links to or loads, without fragments, in their order."""
    found = [match.group(2) for match in ANCHOR.finditer(page)]
    found += [match.group(1) for pattern in (HEAD_LINK, SCRIPT) for match in pattern.finditer(page)]
    plain = (html.unescape(one).partition("#")[0] for one in found)
    return list(dict.fromkeys(one for one in plain if one.startswith("/")))


def relative(file: str, *, here: str) -> str:
    """The way from one file of the copy to another, as a link says it."""
    return quote(posixpath.relpath(file, posixpath.dirname(here) or "."))


def _linked(match: re.Match[str], here: str, target: Target) -> str:
    """A stylesheet, icon or script: with its file's place, or gone."""
    file = target(html.unescape(match.group(1)))
    if file is None:
        return ""
    return match.group().replace(match.group(1), html.escape(relative(file, here=here)))


def _anchor(match: re.Match[str], here: str, target: Target) -> str:
    attributes, href = match.group(1), html.unescape(match.group(2))
    if href.startswith(("#", "https://", "http://")):
        return match.group()
    address, mark, fragment = href.partition("#")
    file = target(address)
    if file is None:
        title = "" if " title=" in attributes else f' title="{TITLE_OF_DEAD_LINKS}"'
        return f"<a{attributes}{title}"
    return f'<a{attributes} href="{html.escape(relative(file, here=here) + mark + fragment)}"'


def _in_page(policy: str) -> str:
    """The policy without what counts in a header only, and without forms."""
    parts = (part for part in policy.split("; ") if not part.startswith("frame-ancestors"))
    return "; ".join(parts)
