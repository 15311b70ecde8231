"""The places of one document that name one thing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from toolkit.extract.spans import Name


@dataclass(slots=True)
class Cluster:
    """Names of one thing; ``forms`` counts each printed form, in order of first printing."""

    type: str
    members: list[Name] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    roles: list[str] = field(default_factory=list)
    gender: str | None = None

    def add(self, name: Name, text: str) -> None:
        """Take in one place where the thing is named."""
        self.members.append(name)
        self.forms[" ".join(text.split())] += 1  # a name goes on behind a broken line

    @property
    def name(self) -> str:
        """The fullest printed form: most words, then most letters, then the first printed."""
        order = {form: position for position, form in enumerate(self.forms)}
        return min(self.forms, key=lambda form: (*_emptiness(form), order[form]))

    @property
    def start(self) -> int:
        """Where the thing is named first."""
        return min(member.start for member in self.members)


def _emptiness(form: str) -> tuple[bool, int, int]:
    shouted = form.isupper() and len(form) > 6
    return shouted, -len(form.split()), -len(form)
