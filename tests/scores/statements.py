"""Scores statements: found at all, and right in each field."""

from scores.inputs import Gold, Predicted, Row, SpanOfRow, same_entity, span_of
from scores.matching import Report, iou, pair_best, same_phrase

# gold field -> prefix of the package's span columns
PHRASES = {"source": "speaker_", "cue": "cue_", "addressee": "addressee_", "via": "via_"}


def score_statements(gold: Gold, predicted: Predicted, report: Report) -> dict[str, str]:
    """Fill in `statements.*` and say which predicted statement answers which gold one.

    A pair needs half of its words in common (intersection over union); fields are compared over
    all pairs.

    Returns:
        From predicted statement_id to gold id.
    """
    pairs: list[tuple[Row, Row]] = []
    for doc in gold.sources:
        pairs += pair_document(doc, gold, predicted, report)
    answers = {ours["statement_id"]: theirs["id"] for theirs, ours in pairs}
    for theirs, ours in pairs:
        compare(theirs, ours, gold, predicted, report)
        variant = answers.get(ours["variant_of"] or "", ours["variant_of"])
        said = f"{variant} for {theirs['variant_of']}: {theirs['text'][:70]}"
        report.compare("statements.variant_of", variant == theirs["variant_of"], said)
    return answers


def pair_document(
    doc: str, gold: Gold, predicted: Predicted, report: Report
) -> list[tuple[Row, Row]]:
    """Count what was found in one document, and give the pairs at half overlap."""
    golds = [row for row in gold.rows["statement"] if row["doc"] == doc]
    found = [row for row in predicted.tables["statements"] if row["doc"] == doc]
    words = gold.sources[doc].words

    def likeness(ours: Row, theirs: Row) -> float:
        value = iou(words(span_of(ours)), words(span_of(theirs)))
        return value if value >= 0.5 else 0.0

    pairs = pair_best(golds, found, likeness)
    for bar in (0.5, 0.8):
        overlap = report.overlaps[f"statements.at_{bar}"]
        overlap.right += sum(value >= bar for _, _, value in pairs)
        overlap.predicted += len(found)
        overlap.gold += len(golds)
    close = [(i, j) for i, j, value in pairs if value >= 0.8]
    answered, answering = {i for i, _ in close}, {j for _, j in close}
    report.errors["statements missed"] += [
        f"{doc}: {row['text'][:110]}" for i, row in enumerate(golds) if i not in answered
    ]
    report.errors["statements wrong"] += [
        f"{doc}: {row['text'][:110]}" for j, row in enumerate(found) if j not in answering
    ]
    return [(golds[i], found[j]) for i, j, _ in pairs]


def compare(theirs: Row, ours: Row, gold: Gold, predicted: Predicted, report: Report) -> None:
    """Compare the fields of a gold statement and its answer."""
    source, start = gold.sources[theirs["doc"]], f": {theirs['text'][:70]}"
    for name, column in (("form", "kind"), ("act", "cue_class")):
        said = f"{ours[column]} for {theirs[name]}{start}"
        report.compare(f"statements.{column}", ours[column] == theirs[name], said)
    names = gold.names(theirs["speaker"]), predicted.names(ours["speaker_id"])
    said = f"{sorted(names[1])} for {theirs['speaker']}{start}"
    report.compare("statements.speaker_resolved", same_entity(*names), said)
    for name, prefix in PHRASES.items():
        column = prefix.rstrip("_")
        right = same_phrase(source, first_span(theirs[name]), span_of(ours, prefix))
        said = f"{ours[column]!r} for {theirs[f'{name}_text']!r}{start}"
        report.compare(f"statements.{column}", right, said)


def first_span(spans: list[list[int]] | None) -> SpanOfRow:
    """The one span of a gold field that is written as a list of spans."""
    return (spans[0][0], spans[-1][1]) if spans else None
