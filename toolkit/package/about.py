"""What every dataset of the toolkit says about its making, its limits and its use.

Stated once: the card prints it for people, ``croissant.json`` for the tools of machine learning
(as Responsible AI properties). What only the dataset's makers know, they say in ``dataset.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.config import FULL
from toolkit.package.texts import SPANS

LIMITS = (
    "The rows were made by a program and contain mistakes; check a row against its document before "
    "you rely on it.",
    "That a row is missing does not mean that nobody said it. What was seen and became no row is "
    "in the table `unclaimed`, with the reason.",
    "A figure says what somebody claims, never what is true; two documents that disagree give two "
    "rows, and nothing is averaged.",
    "Names are as printed. One person can be two entities where no document joins the names.",
    "The program reads English; documents in other languages give few rows or none.",
)

BIASES = (
    "The documents are what somebody collected, not a sample of all that was said: counts compare "
    "documents, not speakers' importance or honesty.",
    "Whoever issues more documents, or is quoted more often, has more rows; whoever is only spoken "
    "about has none.",
    "The program finds speech better where it is printed with quotation marks or a verb of speech, "
    "and names better that are common in English-language news.",
)

USES = (
    "Finding and citing who is said to have said what, which figures were given and by whom, and "
    "comparing documents that repeat or contradict each other.",
    "Not for telling what is true, and not for judging a person by counts of rows.",
)

PERSONAL = (
    "The rows name persons as the documents print them, with their roles and words; statements can "
    "concern politics, religion, health or crime.",
)

IMPACT = (
    "The words of people are tied to their names and can be found more easily than in the "
    "documents. A row that takes one speaker for another ascribes words to somebody who did not "
    "say them: the span of each row leads to the words as printed."
)

READING = (
    "Each document was decoded, brought into Unicode NFC with LF line ends, and freed of page "
    "furniture, which is kept apart in `documents.furniture`; nothing else in the text was changed."
)

ANNOTATION = (
    "A statistical language pipeline parsed the documents, and rules found statements, figures and "
    "names; the column `rule` of each row names its rule. No word in a row was written by a "
    "generative model. People's corrections are applied after that, and recorded."
)

TEXTS = {
    FULL: "The text of each document is in `documents.text`, and `documents.sha256` is the hash "
    "of the file that it was read from.",
    SPANS: "This edition leaves out the full texts of the documents; the rows keep their own "
    "words. Each span was cut out of its text when the edition was made, and "
    "`documents.text_sha256` says which text that was. Whoever has the documents can check every "
    "span again: `toolkit validate PACKAGE --texts DOCUMENTS`.",
}

MISSING = (
    "A null means that the document does not say it, or that the program did not find it; nothing "
    "was filled in."
)

MAINTENANCE = (
    "Corrections are applied when the dataset is built again; each edition has a version number "
    "and a changelog that follow from what changed."
)


def biases(descriptor: Mapping[str, Any]) -> list[str]:
    """What is known to be uneven: what the makers say of their choice, then what always holds."""
    said = descriptor.get("toolkit:biases")
    return [*([said] if said else []), *BIASES]


def texts(descriptor: Mapping[str, Any]) -> str:
    """Where the documents' own texts are."""
    return TEXTS[descriptor.get("toolkit:texts", FULL)]


def responsible_use(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The Responsible AI properties of Croissant.

    Args:
        descriptor: The content of ``datapackage.json``.
    """
    tool = f"toolkit {descriptor['toolkit:certificate']['toolkit']}"
    coverage = descriptor.get("toolkit:coverage", {})
    days = [coverage[name] for name in ("start", "end") if name in coverage]
    return {
        "rai:dataCollection": descriptor.get("toolkit:biases") or BIASES[0],
        "rai:dataCollectionRawData": texts(descriptor),
        "rai:dataCollectionMissingData": MISSING,
        "rai:dataCollectionTimeFrame": days,
        "rai:dataPreprocessingProtocol": [READING],
        "rai:dataAnnotationProtocol": [ANNOTATION],
        "rai:annotationsPerItem": "1",
        "rai:machineAnnotationTools": [tool],
        "rai:dataLimitations": list(LIMITS),
        "rai:dataBiases": biases(descriptor),
        "rai:dataUseCases": list(USES),
        "rai:personalSensitiveInformation": list(PERSONAL),
        "rai:dataSocialImpact": IMPACT,
        "rai:dataReleaseMaintenancePlan": MAINTENANCE,
        "rai:hasSyntheticData": False,
    }
