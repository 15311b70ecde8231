"""Join the short forms of a body, event or pact to the one fuller name of the document."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import SMALL
from toolkit.extract.entities.capitals import listed
from toolkit.extract.entities.cluster import Cluster
from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.titles import STORMS, is_head


def join_short_forms(by_key: dict[str, Cluster]) -> None:
    """Join a name to the one fuller name that starts or ends with it."""
    starts: dict[str, set[str]] = defaultdict(set)
    for key in by_key:
        words = key.split()
        for word in (words[0], words[-1]):
            heads = gazetteer.heads()
            known = word in heads.organization | heads.agreement | heads.teams | {"house"}
            known &= key != "white house"  # "the House" is a chamber of parliament
            if len(words) > 1 and known:
                starts[word].add(key)
        for position in range(1, len(words)):
            short = " ".join(words[:position])
            goes_on = words[position] in ("of", "for", "on")
            legal = bare(words[-1]) in listed("legal") or (
                position == len(words) - 1
                and words[position] == "day"
                and short in gazetteer.heads().event_alone
            )
            if (goes_on and position >= 2) or legal:
                starts[short].add(key)
            tail = " ".join(words[position:])
            storm = position == 1 and len(words) == 2 and words[0] in STORMS
            team = position == len(words) - 1 and tail.endswith("s") and not is_head(tail)
            if storm or (team and len(tail) > 4 and words[position - 1] not in SMALL):
                starts[tail].add(key)
            if len(words) - position >= 2 and words[position] not in ("of", "for", "the", "and"):
                starts[tail].add(key)
    for key, found in by_key.items():
        # "Brim" after "Brim Partners"; not before, where it may be another.
        short = key.split()[0]
        later = short in by_key and short != key and by_key[short].start > found.start
        if later and shortens_body(short, key.split()[-1]) and not by_key[short].name.isupper():
            starts[short].add(key)
    for key in by_key:
        # "World Day for Clean Water" is "Clean Water Day" later on.
        named = re.search(r"\bday (?:for|of|against|on) (.+)", key)
        if named is not None:
            opening = named[1].removeprefix("the ").split()
            for size in range(1, min(len(opening), 4) + 1):
                starts[" ".join([*opening[:size], "day"])].add(key)
    for short in sorted(by_key, key=lambda key: len(key.split())):
        fuller = [key for key in sorted(starts.get(short, ())) if key in by_key and key != short]
        longest = [
            key
            for key in fuller
            if not any(key != other and key in starts and other in starts[key] for other in fuller)
        ]
        if len(longest) == 1:
            merge(by_key, short, longest[0])


def join_provinces(by_key: dict[str, Cluster]) -> None:
    """Join "Hasaka" to "Hasaka Province"; a city may have the name of its district."""
    for key in sorted(by_key):
        words = key.split()
        if len(words) > 1 and words[-1] in ("province", "governorate", "oblast"):
            short = " ".join(words[:-1])
            if short in by_key:
                merge(by_key, short, key)


def shortens_body(word: str, head: str) -> bool:
    """Whether a folded word can be the short name of a firm that it opens.

    No place, people, common first name or head: "Oslo" and "National" name no firm alone; and no
    body that is none, since a town opens the name of its clinic.
    """
    if bare(head) not in gazetteer.heads().firm and bare(head) not in listed("legal"):
        return False
    common = word in listed("openers") or word in listed("function") or len(word) < 3
    named = gazetteer.is_place(word) or gazetteer.is_nationality(word)
    heads = gazetteer.heads()
    is_head = word in heads.organization | heads.place | heads.place_first | heads.event
    return not (common or named or is_head or gazetteer.is_given_name(word))


ALSO = re.compile(r"\W*(?:also |formerly |better |previously )?(?:known|called) as (?:the )?\W?")
"""What stands between a name and another name of the same thing."""


def join_also_known(text: str, by_key: dict[str, Cluster]) -> None:
    """Join "Ferry Union, also known as the Quay League"."""
    places = sorted(
        (member.start, member.end, key) for key, found in by_key.items() for member in found.members
    )
    current = {key: key for key in by_key}
    for (_, end, key), (start, _, other) in pairwise(places):
        if start - end > 40 or not ALSO.fullmatch(text[end:start]):
            continue
        full, short = current[key], current[other]
        if full != short:
            merge(by_key, short, full)
            current = {k: full if v == short else v for k, v in current.items()}


def merge(by_key: dict[str, Cluster], short: str, full: str) -> None:
    """Let the cluster of the fuller name take in the other."""
    gone = by_key.pop(short)
    kept = by_key[full]
    kept.members = sorted([*kept.members, *gone.members])
    kept.forms.update(gone.forms)
