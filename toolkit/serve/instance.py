"""The Datasette instance that carries a site.

Datasette calls a plugin's hooks for every instance in the process; :func:`site_of` tells ours.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from datasette.app import Datasette
from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound, Request
from jinja2 import Template

from toolkit.serve.dataset import Site
from toolkit.serve.fetch import Reader
from toolkit.serve.parameters import check_row, check_table, parameters
from toolkit.serve.reading import ServedDatabase
from toolkit.serve.templating import site_environment

View = Callable[[Request, Any], Awaitable[Any]]
"""What answers at a route: a coroutine function of the request and where to send to."""

VIEWING = ("view-instance", "view-database", "view-query")


class SiteDatasette(Datasette):  # type: ignore[misc] # Datasette is not typed
    """A Datasette that carries what our hooks have to know."""

    def __init__(self, site: Site, **options: Any) -> None:
        """Keep the site first: Datasette calls the hooks while it sets itself up."""
        self.site = site
        self._metadata_kept: dict[tuple[object, ...], Any] = {}
        super().__init__(**options)
        self.jinja_env = site_environment(site)

    async def refresh_schemas(self) -> None:
        """Look at the tables once; Datasette would at every request, and they do not change."""
        if not self.internal_db_created:
            await super().refresh_schemas()

    def metadata(self, *asked: Any, **options: Any) -> Any:
        """What Datasette is told about the dataset; it would copy all of it at every call."""
        key = (asked, *sorted(options.items()))
        if key not in self._metadata_kept:
            self._metadata_kept[key] = super().metadata(*asked, **options)
        return self._metadata_kept[key]

    async def permission_allowed(
        self,
        actor: Any,  # noqa: ARG002 - nobody is known
        action: str,
        resource: Any = None,
        default: bool = False,  # noqa: ARG002 - every action is known
    ) -> bool:
        """Only our own tables, and only what the site's owner has switched on."""
        if action == "execute-sql":
            return self.site.sql
        if action == "view-database-download":
            return self.site.download
        if action == "view-table":
            # The tables of the search index hold the same words in pieces.
            return self.site.table(resource[1]) is not None
        return action in VIEWING

    async def render_page(
        self, template: str, request: Request | None, make: Callable[[Reader], Mapping[str, Any]]
    ) -> str:
        """A page of ours, made and rendered in one visit to the database.

        Args:
            template: The template's name.
            request: What was asked for.
            make: Makes the variables that the template shows.
        """
        page = self.jinja_env.get_template(template)

        def make_page(reader: Reader) -> str:
            return str(page.render(make(reader), request=request, reader=reader))

        database: ServedDatabase = self.get_database(self.site.database)
        return await database.read(make_page)

    async def render_template(
        self,
        templates: Any,
        context: Mapping[str, Any] | None = None,
        request: Request | None = None,
        view_name: str | None = None,  # noqa: ARG002 - for hooks that we leave out
    ) -> str:
        """A page of Datasette's; what others would add to it by hooks is left out."""
        named = (
            templates
            if isinstance(templates, Template)
            else self.jinja_env.select_template(
                [templates] if isinstance(templates, str) else templates
            )
        )
        return await self.render_page(str(named.name), request, lambda _reader: context or {})

    def _routes(self) -> list[tuple[Any, View]]:
        """Datasette's routes, behind each of ours a check of what is asked for."""
        return [
            (pattern, self._checked(view) if "database" in pattern.groupindex else view)
            for pattern, view in super()._routes()
        ]

    def _checked(self, view: View) -> View:
        async def checked(request: Request, send: Any) -> Any:
            self._check(request)
            return await view(request, send)

        return checked

    def _check(self, request: Request) -> None:
        asked = request.url_vars
        if tilde_decode(asked["database"]) != self.site.database:
            raise NotFound("There is no such dataset.")
        if "table" not in asked:
            parameters(request.query_string)
            return
        table = self.site.table(tilde_decode(asked["table"]))
        if table is None:
            raise NotFound("There is no such table.")
        if "pks" in asked:
            check_row(request.query_string)
        else:
            check_table(request.query_string, table)


def site_of(datasette: Datasette) -> Site | None:
    """The site that an instance carries; None for anybody else's instance."""
    return datasette.site if isinstance(datasette, SiteDatasette) else None
