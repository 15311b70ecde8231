"""One file of a source folder to its document, and what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from toolkit.config import Config, StatedMetadata
from toolkit.language_tag import is_read_as_english
from toolkit.problems import Problem, report
from toolkit.read.content import Content
from toolkit.read.files import SourceFile, read_bytes
from toolkit.read.formats import Format, find_format
from toolkit.read.language import text_language
from toolkit.read.text import Fault, count_words
from toolkit.rows import Document, document_id, text_hash


def read_file(file: SourceFile, *, config: Config) -> Iterator[Document | Problem]:
    """Read the documents of one file; a fault in it never stops the rest.

    Args:
        file: An entry of :func:`toolkit.read.list_files`.
        config: The dataset's description; what it says about a path goes before what the text says.

    Yields:
        The file's documents, and what is wrong with the file.
    """
    kind = find_format(file.path)
    raw = read_bytes(file)
    if isinstance(raw, Problem):
        yield raw
        return
    if kind is None:
        return
    for item in kind.read(raw):
        if isinstance(item, Fault):
            yield report(item.code, file.path, detail=item.detail)
            continue
        if not item.text:
            yield report("no_text", file.path)
        document = _document(file, raw, kind, item, config.metadata_for(file.path))
        if item.text and not is_read_as_english(document.language):
            yield report("other_language", file.path, detail=document.language)
        yield document


def _document(
    file: SourceFile, raw: bytes, kind: Format, content: Content, configured: StatedMetadata
) -> Document:
    stated = content.stated
    published_date, published_at = (
        (configured.published_date, configured.published_at)
        if configured.published_date
        else (stated.published_date, stated.published_at)
    )
    return Document(
        document_id=document_id(raw),
        path=file.path,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type=kind.media_type,
        title=configured.title or stated.title,
        publisher=configured.publisher or stated.publisher,
        author=configured.author or stated.author,
        published_date=published_date,
        published_at=published_at,
        language=configured.language or text_language(content.text, stated.language),
        url=configured.url or stated.url,
        text=content.text or None,
        text_sha256=text_hash(content.text) if content.text else None,
        furniture=content.furniture,
        furniture_at=content.furniture_at,
        words=count_words(content.text),
    )
