"""Scores what was read from the page around the text."""

from datetime import UTC, datetime

from scores.inputs import Gold, Predicted, Row, furniture_spans
from scores.matching import Report

FIELDS = ("title", "publisher", "author", "published_date", "published_at", "language")


def score_documents(gold: Gold, predicted: Predicted, report: Report) -> None:
    """Fill in `documents.*`; furniture is right with the same printed characters set aside."""
    published = {row["doc"]: row for row in predicted.tables["documents"]}
    for theirs in gold.rows["doc"]:
        doc = theirs["doc"]
        ours = published.get(doc)
        report.compare("documents.read", ours is not None, f"{doc}: not in the package")
        if ours is None:
            continue
        for name in FIELDS:
            right = plain(ours[name]) == theirs[name]
            said = f"{doc}: {ours[name]!r} for {theirs[name]!r}"
            report.compare(f"documents.{name}", right, said)
        wanted = [(r["start"], r["end"]) for r in gold.rows["furniture"] if r["doc"] == doc]
        text = gold.sources[doc].text
        given = printed(furniture_spans(ours), text)
        said = f"{doc}: {[text[slice(*span)] for span in furniture_spans(ours)]}"
        report.compare("documents.furniture", given == printed(wanted, text), said)


def plain(value: Row | object) -> object:
    """A date or time as the gold writes it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value if value is None else str(value)


def printed(spans: list[tuple[int, int]], text: str) -> set[int]:
    """The offsets of the characters in these spans that are not blank."""
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}
