"""Let the full names of a text say what their short forms name: "Berg" is whom "Anna Berg" is."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

from spacy.tokens import Doc

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import initials, is_acronym, letters_of, stands_for
from toolkit.extract.entities.capitals import listed
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.pieces import Piece, text_of
from toolkit.extract.entities.short_forms import shortens_body
from toolkit.extract.entities.titles import STORMS, is_head
from toolkit.extract.entities.verdicts import EVENT, FIRM, ORGANIZATION, PERSON, PLACE


def share_with_parts(votes: dict[str, Counter[str]]) -> None:
    """As in "Berg" alone is the person that "Anna Berg" is."""
    shared: dict[str, int] = {}
    surnames: set[str] = set()
    for name in list(votes):
        words = name.split()
        best = min(votes[name].items(), key=lambda item: (-item[1], item[0]))
        if best[0] != PERSON or not 2 <= len(words) <= 5:
            continue
        surnames.add(words[-1])
        for part in (words[0], *(" ".join(words[place:]) for place in range(1, len(words)))):
            shared[part] = max(shared.get(part, 0), best[1])
    for part, weight in shared.items():
        firm_place = gazetteer.is_place(part) and part in votes
        if firm_place and not gazetteer.state_code(part) and part in surnames:
            firm_place = votes[part][PLACE] >= weight or weight < FIRM  # Colonel Anna Bergen
        if part in votes and not firm_place:
            alone = part in surnames and not gazetteer.is_place(part) and not is_head(part)
            votes[part][PERSON] += FIRM if alone else weight
        elif part not in votes and not is_head(part):
            votes[part][PERSON] += 1


def share_with_companies(votes: dict[str, Counter[str]], printed: set[str]) -> None:
    """As in "Fjord Copper plc": "Fjord Copper" and "Fjord" are the company; "Oslo" is a place."""
    for name in list(votes):
        words = name.split()
        if bare(words[-1]) not in listed("legal") or ORGANIZATION not in votes[name]:
            continue
        for size in range(1, len(words)):
            short = " ".join(words[:size])
            if short in printed and not gazetteer.is_place(short) and not is_head(short):
                votes[short][ORGANIZATION] += 2 * FIRM


def share_with_bodies(votes: dict[str, Counter[str]], printed: set[str]) -> None:
    """As in "Brim Partners": "Brim" alone is the firm, if no person is called so."""
    full = [name.split() for name, found in votes.items() if PERSON in found]
    persons = {word for words in full for word in words[1:]}
    for name in list(votes):
        words = name.split()
        short = words[0]
        if len(words) < 2 or short not in printed or short in persons:
            continue
        if PLACE in votes.get(short, ()):
            continue  # "Brim Clinic" is in Brim
        best = min(votes[name].items(), key=lambda item: (-item[1], item[0]))
        if best[0] == ORGANIZATION and shortens_body(short, words[-1]):
            votes[short][ORGANIZATION] += FIRM


def share_with_storms(votes: dict[str, Counter[str]], printed: set[str]) -> None:
    """As in "Hurricane Mira": "Mira" alone is the storm, where nobody is called so in full."""
    persons = {name.split()[0] for name in votes if " " in name and PERSON in votes[name]}
    for name in list(votes):
        words = name.split()
        if len(words) != 2 or words[0] not in STORMS or votes[name][EVENT] == 0:
            continue
        if words[1] in printed and words[1] not in persons:
            votes[words[1]][EVENT] += 2 * FIRM


def share_with_acronyms(parsed: Doc, pieces: list[Piece], votes: dict[str, Counter[str]]) -> None:
    """As in "World Food Programme (WFP)": the acronym is what its expansion is."""
    spelled: dict[str, set[str]] = defaultdict(set)
    for name in list(votes):
        if " " in name:
            for letters in initials(name):
                spelled[letters].add(name)
    for form in {text_of(parsed, piece) for piece in pieces if piece.last - piece.first <= 3}:
        if gazetteer.is_state_abbreviation(form):
            continue
        names = spelled.get(letters_of(form), set())
        if is_acronym(form) and len(names) == 1 and len(letters_of(form)) > 1:
            [name] = names
            if len(letters_of(form)) == 2 and set(votes[name]) != {ORGANIZATION}:
                continue
            for kind, weight in votes[name].items():
                votes[fold(form)][kind] += 2 * weight
    for before, piece in pairwise(pieces):
        if parsed[before.last : piece.first].text.strip() not in ("(", "(the"):
            continue
        text, name = text_of(parsed, piece), text_of(parsed, before)
        if is_acronym(text) and stands_for(text, name, introduced=True):
            if not votes.get(fold(name)) and " " in name and ORGANIZATION in votes[fold(text)]:
                votes[fold(name)][ORGANIZATION] += 1  # Ropes Against Rust (RAR)
            for kind, weight in votes.get(fold(name), Counter()).items():
                votes[fold(text)][kind] += 2 * weight
