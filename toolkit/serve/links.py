"""Where the pages are, and links to documents and entities by what they are called.

A page may hold hundreds of these, so they are written here and not in a template.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from datasette.utils import tilde_encode
from markupsafe import Markup

from toolkit.serve.plain import attribute_html, document_name, shorten, text_html

Row = Mapping[str, Any]

DOCUMENT_LENGTH = 80
ENTITY_LENGTH = 60


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
        """A row's page; a key of ours stands in it as it is, another package may hold any other.

        >>> Addresses().row("harbour", "figures", "f_12")
        '/harbour/figures/f_12'
        """
        plain = row_id.isascii() and row_id.isidentifier()
        return f"/{database}/{table}/{row_id if plain else tilde_encode(row_id)}"


class Links:
    """Links to the rows of one database."""

    def __init__(self, database: str) -> None:
        """Keep the database's name in addresses."""
        self._database = database
        self._addresses = Addresses()

    def document_link(self, row: Row, anchor: str = "", length: int = DOCUMENT_LENGTH) -> Markup:
        """A link to a document, or to a row's mark in it."""
        address = self._addresses.row(self._database, "documents", row["document_id"])
        place = f"#{anchor}" if anchor else ""
        return _link(address + place, document_name(row, length))

    def entity_link(self, entity_id: str, name: str | None, length: int = ENTITY_LENGTH) -> Markup:
        """A link to an entity by its name."""
        address = self._addresses.row(self._database, "entities", entity_id)
        return _link(address, shorten(name or entity_id, length))


def origin_html(row: Row) -> Markup:
    """Who published a document, and when."""
    publisher, day = row["publisher"], row["published_date"]
    before = f"<bdi>{text_html(shorten(publisher, ENTITY_LENGTH))}</bdi>, " if publisher else ""
    shown = f'<time datetime="{attribute_html(day)}">{text_html(day)}</time>' if day else "no date"
    return Markup(before + shown)  # noqa: S704 - each piece is escaped


def _link(address: str, name: str) -> Markup:
    # The text is in an element of its own so that its direction does not reach the words around.
    shown = f'<a href="{attribute_html(address)}"><bdi>{text_html(name)}</bdi></a>'
    return Markup(shown)  # noqa: S704 - each piece is escaped
