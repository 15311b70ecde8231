"""How the pipeline is made: corpora read as printed, names mapped to ours, print varied."""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from pathlib import Path

import pytest
import spacy

REPO = Path(__file__).parent.parent
DATA = REPO.parent / "shared" / "training"
sys.path.insert(0, str(REPO / "training"))

from augment import invent_names, vary_print  # noqa: E402 (scripts, not a package)
from corpora import (  # noqa: E402 (scripts)
    MANIFEST,
    Paragraph,
    check_manifest,
    read_re3d,
    read_treebank,
    read_uner,
    read_wikigold,
)
from cross_validate import make_folds  # noqa: E402 (scripts)
from names import bio_from_spans  # noqa: E402 (scripts)
from rare_verbs import rare_forms, read_as  # noqa: E402 (scripts)

TREES = """\
# newdoc id = ferry
# newpar
# text = Captain Ana Ruiz didn't sail.
1\tCaptain\tCaptain\tPROPN\tNNP\tNumber=Sing\t2\tnmod:desc\t_\tEntity=(1-person-new
2\tAna\tAna\tPROPN\tNNP\tNumber=Sing\t6\tnsubj\t_\t_
3\tRuiz\tRuiz\tPROPN\tNNP\tNumber=Sing\t2\tflat\t_\tEntity=1)
4-5\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tdid\tdo\tAUX\tVBD\tTypo=Yes|VerbForm=Fin\t6\taux\t_\t_
5\tn't\tnot\tPART\tRB\t_\t6\tadvmod\t_\t_
6\tsail\tsail\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_

# text = The ship stayed.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(2-object-new
2\tship\tship\tNOUN\tNN\t_\t3\tnsubj\t_\tEntity=2)
3\tstayed\tstay\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newpar
# text = Port of Vigo
1\tPort\tPort\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(3-organization-new
2\tof\tof\tADP\tIN\t_\t3\tcase\t_\t_
3\tVigo\tVigo\tPROPN\tNNP\t_\t1\tnmod\t_\tEntity=(4-place-new)3)

"""


@pytest.fixture
def treebank(tmp_path: Path) -> list[Paragraph]:
    (tmp_path / "trees.conllu").write_text(TREES, "utf-8")
    return read_treebank([tmp_path / "trees.conllu"], with_names=True)


def test_a_treebank_is_read_as_printed_paragraphs(treebank: list[Paragraph]) -> None:
    assert [paragraph.text for paragraph in treebank] == [
        "Captain Ana Ruiz didn't sail. The ship stayed.",
        "Port of Vigo",
    ]


def test_gold_and_the_tokenizers_words_meet(treebank: list[Paragraph]) -> None:
    example = treebank[0].to_example(spacy.blank("en"))
    assert [token.text for token in example.predicted][3:5] == ["did", "n't"]
    assert example.get_aligned("LEMMA", as_string=True)[3:6] == ["do", "not", "sail"]
    heads, _ = example.get_aligned_parse()
    assert heads[:4] == [1, 5, 1, 5]


def test_spelling_features_are_left_out(treebank: list[Paragraph]) -> None:
    assert treebank[0].morphs is not None
    assert treebank[0].morphs[3] == "VerbForm=Fin"


def test_a_mention_is_cut_to_its_name_without_title(treebank: list[Paragraph]) -> None:
    assert treebank[0].names == ("O", "B-PERSON", "I-PERSON", *["O"] * 8)


def test_of_two_nested_names_the_longer_stays(treebank: list[Paragraph]) -> None:
    assert treebank[1].names == ("B-ORG", "I-ORG", "I-ORG")
    assert bio_from_spans(3, [(2, 3, "LOC"), (0, 3, "ORG")]) == ["B-ORG", "I-ORG", "I-ORG"]


def test_wikigold_keeps_events_of_its_rest_class(tmp_path: Path) -> None:
    text = (
        "The O\nHarbour I-MISC\nWar I-MISC\nwas O\nDanish I-MISC\n. O\n-DOCSTART- O\nVigo I-LOC\n"
    )
    (tmp_path / "wikigold.conll").write_text(text, "utf-8")
    first, second = read_wikigold(tmp_path / "wikigold.conll")
    assert first[1].text == "The Harbour War was Danish."
    assert first[1].names == ("O", "B-EVENT", "I-EVENT", "O", "O", "O")
    assert (first[0], second[0]) == (0, 1)


def test_re3d_keeps_names_and_marks_the_unclear_as_missing(tmp_path: Path) -> None:
    rows = [
        ("the", "B-Organisation"), ("crew", "I-Organisation"), ("of", "O"),
        ("Danish", "B-Organisation"), ("port", "I-Organisation"), ("staff", "I-Organisation"),
        ("met", "O"), ("Ana", "B-Person"), ("Ruiz", "I-Person"), (".", "O"),
    ]  # fmt: skip
    (tmp_path / "a.conll").write_text("\n".join("\t".join(row) for row in rows), "utf-8")
    [paragraph] = read_re3d(tmp_path)
    outside = ("O", "O", "O")
    assert paragraph.names == (*outside, "", "", "", "O", "B-PERSON", "I-PERSON", "O")


def test_uner_takes_its_spaces_from_the_printed_text(tmp_path: Path) -> None:
    (tmp_path / "uner.iob2").write_text(
        "# newdoc id = a\n# text = In Vigo.\n"
        "1\tIn\tO\t-\t-\n2\tVigo\tB-LOC\t-\tx\n3\t.\tO\t-\t-\n\n",
        "utf-8",
    )
    [(document, paragraph)] = read_uner(tmp_path / "uner.iob2")
    assert (document, paragraph.text) == ("a", "In Vigo.")
    assert paragraph.names == ("O", "B-LOC", "O")


def test_varied_print_keeps_every_annotation_in_step(treebank: list[Paragraph]) -> None:
    source = random.Random(7)
    for _ in range(200):
        varied = vary_print(treebank[0], chance=1.0, random_source=source)
        assert varied.heads is not None
        assert len(varied.words) == len(varied.heads) == len(varied.spaces)
        assert max(varied.heads) < len(varied.words)
        assert "didn’t" in varied.text.lower() or "DIDN’T" in varied.text


def test_each_document_is_in_one_fold(tmp_path: Path) -> None:
    rows = [{"kind": "doc", "doc": f"{n}.txt", "id": f"web-{n}"} for n in range(7)]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(json.dumps(row) for row in [{"kind": "meta"}, *rows]), "utf-8")
    folds = make_folds(gold, 3)
    assert [len(fold) for fold in folds] == [3, 2, 2]
    together = {name: document for fold in folds for name, document in fold.items()}
    assert together == {f"{n}.txt": f"web-{n}" for n in range(7)}


def test_invented_names_stand_for_proper_nouns_only(treebank: list[Paragraph]) -> None:
    invented = invent_names(treebank[0], chance=1.0, random_source=random.Random(7))
    changed = [
        tag
        for before, after, tag in zip(
            treebank[0].words, invented.words, treebank[0].tags or (), strict=True
        )
        if before != after
    ]
    assert changed == ["NNP", "NNP", "NNP"]
    assert all(word.istitle() and word.isalpha() for word in invented.words[:3])
    assert (invented.tags, invented.heads) == (treebank[0].tags, treebank[0].heads)


def test_data_that_is_not_the_listed_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="missing"):
        check_manifest(tmp_path)
    for name in json.loads(MANIFEST.read_text("utf-8")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("something else", "utf-8")
    with pytest.raises(SystemExit, match="not the file"):
        check_manifest(tmp_path)


@pytest.mark.skipif(not DATA.is_dir(), reason="the training data is not part of the project")
def test_the_listed_data_is_the_data_beside_the_project() -> None:
    check_manifest(DATA)


@pytest.mark.parametrize(
    ("frames", "verb"),
    [
        ({"request", "quote"}, "ask"),
        ({"clause", "object"}, "announce"),
        ({"quote"}, "say"),
        ({"object", "as"}, "support"),
        ({"as"}, "describe"),
    ],
)
def test_a_rare_verb_is_read_as_one_with_its_complements(frames: set[str], verb: str) -> None:
    assert read_as(frames) == verb


def test_only_verbs_that_the_treebanks_hardly_have_are_read_as_others() -> None:
    met: Counter[str] = Counter({"denounced": 9, "decry": 1})
    found = dict(rare_forms(met, Counter({"rant": 1})))
    assert found["decries"] == "supports"
    assert not {"denounce", "denounces", "rant"} & set(found)  # met often enough, met as a noun
