"""Our templates, rendered in one go: Datasette's own environment awaits every call in them.

What every page knows (the dataset, its addresses, our filters) is said once here, so that the
pieces that pages share are set up once and not for every page.
"""

from __future__ import annotations

from pathlib import Path

from datasette.utils import format_bytes, to_css_class
from jinja2 import Environment, FileSystemLoader

from toolkit.serve.cells import by_name, link_text, number_text, raw_value
from toolkit.serve.dataset import FACETED, Site
from toolkit.serve.links import Addresses, Links, origin_html
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


def site_environment(site: Site) -> Environment:
    """The environment of one site's templates.

    Args:
        site: The dataset; its name and tables stand in addresses as they are.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, auto_reload=False
    )
    links = Links(site.database)
    environment.globals |= {
        "site": site,
        "database": site.database,
        "urls": Addresses(),
        "document_link": links.document_link,
        "entity_link": links.entity_link,
        "origin": origin_html,
        "document_names": document_names,
        "faceted": FACETED,
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
