"""Our templates, rendered in one go: Datasette's own environment awaits every call in them.

What every page knows (the dataset, its addresses, our filters) is said once here, so that the
pieces that pages share are set up once and not for every page.
"""

from __future__ import annotations

from pathlib import Path

from datasette.utils import format_bytes, tilde_encode, to_css_class
from jinja2 import Environment, FileSystemLoader

from toolkit.serve.cells import by_name, link_text, number_text, raw_value
from toolkit.serve.dataset import Site
from toolkit.serve.pages import document_names
from toolkit.serve.plain import (
    document_name,
    isolated_html,
    prose_html,
    shorten,
    show_html,
    snippet_html,
)

TEMPLATES = Path(__file__).parent / "templates"


class Addresses:
    """Where the pages are: what templates know as ``urls``, as in Datasette."""

    def instance(self) -> str:
        """The home page."""
        return "/"

    def path(self, path: str) -> str:
        """A page of ours, such as ``-/search``."""
        return f"/{path}"

    def static(self, path: str) -> str:
        """A file of Datasette's."""
        return f"/-/static/{path}"

    def database(self, database: str) -> str:
        """The list of tables."""
        return f"/{database}"

    def table(self, database: str, table: str) -> str:
        """A table's page."""
        return f"/{database}/{table}"

    def row(self, database: str, table: str, row_id: str) -> str:
        """A row's page. A key of ours stands in it as it is; another package may hold any other."""
        plain = row_id.isascii() and row_id.isidentifier()
        return f"/{database}/{table}/{row_id if plain else tilde_encode(row_id)}"


def site_environment(site: Site) -> Environment:
    """The environment of one site's templates.

    Args:
        site: The dataset; its name and tables stand in addresses as they are.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, auto_reload=False
    )
    environment.globals |= {
        "site": site,
        "database": site.database,
        "urls": Addresses(),
        "document_names": document_names,
        "format_bytes": format_bytes,
        "zip": zip,
    }
    environment.filters |= {
        "to_css_class": to_css_class,
        "visible": show_html,
        "marked": isolated_html,
        "document_name": document_name,
        "prose": prose_html,
        "by_name": by_name,
        "raw_value": raw_value,
        "shorten": shorten,
        "snippet": snippet_html,
        "number": number_text,
        "link": link_text,
    }
    return environment
