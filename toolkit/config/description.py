"""``dataset.toml``: what the dataset is, and what its documents do not say of themselves."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from pathlib import Path

from toolkit.config.lists import Authority, Correction, read_authorities, read_corrections
from toolkit.config.values import Entry, Faults, read_text
from toolkit.errors import ConfigError

FULL = "full"
"""The edition holds the full texts, unless the description says otherwise."""

TEXTS = (FULL, "spans")


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as Data Package names one: an Open Definition or SPDX name, a title, an address."""

    name: str | None = None
    title: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Contributor:
    """Who made the dataset or helped."""

    title: str
    path: str | None = None
    email: str | None = None
    organization: str | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where the documents come from."""

    title: str
    path: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which time and which places the documents are about.

    Attributes:
        places: Names, as people search for them.
        start: The first day; by default the date of the oldest document.
        end: The last day; by default that of the newest.
    """

    places: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class StatedMetadata:
    """What ``dataset.toml`` says about the documents whose path matches a pattern.

    Attributes:
        pattern: Shell-style, over the whole path; ``*`` goes across folders.
        published_at: In UTC, where the date was given with a time and an offset.
    """

    pattern: str = "*"
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_date: date | None = None
    published_at: datetime | None = None
    language: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """The description of a dataset.

    Attributes:
        name: For file names and addresses: lower-case letters, digits, ``-``, ``_``, ``.``.
        licence: For the annotations: everything but the documents' own words.
        texts_licence: What holds for the documents' own words.
        texts: ``full``, or ``spans`` to publish rows without the full texts.
        biases: How the documents were chosen, and whom that leaves out.
        created: The date that the published files carry.
        documents: Metadata by path pattern, in the order of the file.
    """

    name: str
    title: str
    description: str = ""
    version: str | None = None
    homepage: str | None = None
    licence: Licence | None = None
    texts_licence: str | None = None
    texts: str = FULL
    created: date | None = None
    keywords: tuple[str, ...] = ()
    biases: str = ""
    coverage: Coverage = Coverage()
    contributors: tuple[Contributor, ...] = ()
    sources: tuple[Source, ...] = ()
    documents: tuple[StatedMetadata, ...] = ()
    authorities: tuple[Authority, ...] = field(default=())
    corrections: tuple[Correction, ...] = field(default=())

    def metadata_for(self, path: str) -> StatedMetadata:
        """Everything said about a path, a later pattern before an earlier one.

        Args:
            path: As in ``documents.path``.
        """
        said: dict[str, object] = {}
        for entry in self.documents:
            if fnmatchcase(path, entry.pattern):
                values = {name: getattr(entry, name) for name in _DOCUMENT_FIELDS}
                if values["published_date"]:
                    said.pop("published_at", None)  # of another date
                said |= {name: value for name, value in values.items() if value is not None}
        return StatedMetadata(pattern=path, **said)  # type: ignore[arg-type]  # names are fields


_DOCUMENT_FIELDS = tuple(name for name in StatedMetadata.__slots__ if name != "pattern")


def load_config(folder: Path) -> Config:
    """Read what a source folder says about its dataset.

    Args:
        folder: The source folder; none of the three files has to be there.

    Raises:
        ConfigError: A file cannot be used as it is; the message names each fault with its line.
    """
    described = _read_description(folder)
    return Config(
        **described,  # type: ignore[arg-type]  # the entry's readers give each field its type
        authorities=read_authorities(folder / "authorities.csv"),
        corrections=read_corrections(folder / "corrections.csv"),
    )


def created_date(config: Config, *, epoch: str | None, newest: date | None) -> date | None:
    """The date that published files carry; there is no clock in it.

    Args:
        config: Its ``created`` goes first.
        epoch: The value of SOURCE_DATE_EPOCH, seconds since 1970, if it is set.
        newest: The newest date of a document, the last resort.

    Raises:
        ConfigError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    if config.created is not None:
        return config.created
    if not epoch:
        return newest
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(
            f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds since 1970.",
            hint="Unset it, or set `created` in dataset.toml.",
        ) from error


def slug(text: str) -> str:
    """A name for files and addresses.

    >>> slug("Harbour papers, 2021")
    'harbour-papers-2021'
    """
    return re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-._") or "dataset"


def _read_description(folder: Path) -> dict[str, object]:
    path = folder / "dataset.toml"
    default = slug(folder.resolve().name)
    if not path.exists():
        return {"name": default, "title": folder.resolve().name or default}
    text = read_text(path)
    faults = Faults("dataset.toml", text)
    described = _describe(Entry(_parse(text), faults), default)
    faults.raise_any()
    return described


def _parse(text: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"dataset.toml is not valid TOML: {error}.",
            hint='Text stands in double quotes, as in: title = "Harbour papers"',
        ) from error


def _describe(entry: Entry, default_name: str) -> dict[str, object]:
    """Every field of ``Config`` that ``dataset.toml`` may give."""
    name = entry.name("name") or default_name
    described: dict[str, object] = {
        "name": name,
        "title": entry.text("title") or name,
        "description": entry.text("description") or "",
        "version": entry.version("version"),
        "homepage": entry.address("homepage"),
        "licence": next((_licence(part) for part in entry.table("licence")), None),
        "texts_licence": entry.text("texts_licence"),
        "texts": entry.choice("texts", TEXTS) or FULL,
        "created": entry.day("created"),
        "keywords": entry.texts("keywords"),
        "biases": entry.text("biases") or "",
        "coverage": next((_coverage(part) for part in entry.table("coverage")), Coverage()),
        "contributors": tuple(_contributor(part) for part in entry.tables("contributors")),
        "sources": tuple(_source(part) for part in entry.tables("sources")),
        "documents": tuple(_document(part) for part in entry.tables("documents")),
    }
    entry.finish()
    return described


def _licence(entry: Entry) -> Licence:
    licence = Licence(entry.text("name"), entry.text("title"), entry.address("path"))
    entry.finish()
    if licence.name is None and licence.path is None:
        entry.fault("", "needs a name or a path", 'Write for example: name = "CC-BY-4.0"')
    return licence


def _coverage(entry: Entry) -> Coverage:
    coverage = Coverage(entry.texts("places"), entry.day("start"), entry.day("end"))
    if coverage.start and coverage.end and coverage.end < coverage.start:
        entry.fault("end", "is before `start`", "Write the first day as start.")
    entry.finish()
    return coverage


def _contributor(entry: Entry) -> Contributor:
    contributor = Contributor(
        title=entry.required("title"),
        path=entry.address("path"),
        email=entry.text("email"),
        organization=entry.text("organization"),
        roles=entry.texts("roles"),
    )
    entry.finish()
    return contributor


def _source(entry: Entry) -> Source:
    source = Source(entry.required("title"), entry.text("path"), entry.text("version"))
    entry.finish()
    return source


def _document(entry: Entry) -> StatedMetadata:
    day, moment = entry.moment("published_date")
    stated = StatedMetadata(
        pattern=entry.required("pattern"),
        title=entry.text("title"),
        publisher=entry.text("publisher"),
        author=entry.text("author"),
        published_date=day,
        published_at=moment,
        language=entry.language("language"),
        url=entry.address("url"),
    )
    entry.finish()
    return stated
