"""Scores entities as clusters of name mentions, and the mentions themselves."""

from collections import defaultdict
from typing import TypeAlias

from scores.inputs import Gold, Predicted, Row, name_set, span_of
from scores.matching import Report, pair_best

Spot: TypeAlias = tuple[str, int, int]


def score_entities(gold: Gold, predicted: Predicted, report: Report) -> None:
    """Fill in `entities.*` and `mentions.*`.

    A gold entity is answered by the published one whose name mentions are most alike (share of
    equal spans among both, at least a half).
    """
    golds = clusters(gold.rows["name"], "cluster")
    mentions = predicted.tables["mentions"]
    found = clusters([row for row in mentions if row["kind"] == "name"], "entity_id")
    answers = pair_clusters(golds, found)
    overlap = report.overlaps["entities.found"]
    overlap.right, overlap.predicted, overlap.gold = len(answers), len(found), len(golds)
    published = {row["entity_id"]: row for row in predicted.tables["entities"]}
    annotated = {row["entity"]: row for row in gold.rows["entity"]}
    for entity_id, key in sorted(answers.items(), key=lambda pair: pair[1]):
        compare(annotated[key], published[entity_id], report)
    report.errors["entities missed"] += [k for k in sorted(golds) if k not in answers.values()]
    report.errors["entities wrong"] += [
        f"{published[i]['name']} ({published[i]['type']})"
        for i in sorted(found)
        if i not in answers
    ]
    score_names(golds, found, report)
    persons = {key for key, row in published.items() if row["type"] == "person"}
    judged = [r for r in mentions if r["kind"] == "pronoun" or r["entity_id"] in persons]
    score_references(gold, judged, answers, report)


def pair_clusters(golds: dict[str, set[Spot]], found: dict[str, set[Spot]]) -> dict[str, str]:
    """From each published entity that answers a gold one to the gold's key."""
    keys, ids = sorted(golds), sorted(found)

    def likeness(key: str, entity_id: str) -> float:
        ours, theirs = golds[key], found[entity_id]
        value = 2 * len(ours & theirs) / (len(ours) + len(theirs))
        return value if value >= 0.5 else 0.0

    return {ids[j]: keys[i] for i, j, _ in pair_best(keys, ids, likeness)}


def clusters(rows: list[Row], key: str) -> dict[str, set[Spot]]:
    """The places of each entity's mentions."""
    found: dict[str, set[Spot]] = defaultdict(set)
    for row in rows:
        found[row[key]].add(spot(row))
    return found


def spot(row: Row) -> Spot:
    """Document and span of a mention."""
    span = span_of(row) or (0, 0)
    return row["doc"], *span


def compare(theirs: Row, ours: Row, report: Report) -> None:
    """Compare the fields of a gold entity and its answer."""
    for name in ("type", "country", "role"):
        said = f"{ours[name]} for {theirs[name]}: {theirs['name']}"
        report.compare(f"entities.{name}", ours[name] == theirs[name], said)
    same = ours["name"].casefold() == theirs["name"].casefold()
    report.compare("entities.name", same, f"{ours['name']} for {theirs['name']}")
    extra = sorted(name_set(ours) ^ name_set(theirs))
    report.compare("entities.aliases", not extra, f"{extra}: {theirs['name']}")


def score_names(golds: dict[str, set[Spot]], found: dict[str, set[Spot]], report: Report) -> None:
    """Count name spans that are exactly right, whomever they name."""
    ours, theirs = set().union(*found.values()), set().union(*golds.values())
    overlap = report.overlaps["mentions.name"]
    overlap.right, overlap.predicted, overlap.gold = len(ours & theirs), len(ours), len(theirs)
    report.errors["mentions missed"] += [str(place) for place in sorted(theirs - ours)]
    report.errors["mentions wrong"] += [str(place) for place in sorted(ours - theirs)]


def score_references(
    gold: Gold, mentions: list[Row], answers: dict[str, str], report: Report
) -> None:
    """Count nominal and pronoun mentions that are exactly right and link to the right entity.

    The guidelines annotate descriptions of persons alone: "the board" of a body is neither right
    nor wrong here, and is not among ``mentions``.
    """
    for kind in ("nominal", "pronoun"):
        theirs = {(spot(r), r["cluster"]) for r in gold.rows["coref"] if r["form"] == kind}
        ours = {(spot(r), answers.get(r["entity_id"])) for r in mentions if r["kind"] == kind}
        overlap = report.overlaps[f"mentions.{kind}"]
        overlap.right = len(ours & theirs)
        overlap.predicted, overlap.gold = len(ours), len(theirs)
        report.errors[f"mentions {kind} missed"] += sorted(map(str, theirs - ours))
        report.errors[f"mentions {kind} wrong"] += sorted(map(str, ours - theirs))
