"""A text as HTML with its rows marked in place: nested elements, each mark with an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from toolkit.marks import Mark, cut_text
from toolkit.serve.plain import attribute_html, text_html


@dataclass(frozen=True, slots=True)
class Look:
    """How the mark of one row looks and where it leads."""

    classes: str
    title: str = ""
    """What a pointer that rests on it is told."""
    address: str | None = None
    number: int | None = None


@dataclass(slots=True)
class Marker:
    """Writes the marks of one document, whose text may come in pieces.

    A mark's first element carries the row's id, so that ``#s_...`` leads to it.
    """

    looks: Mapping[str, Look]
    """How each row looks, by its id."""
    _seen: set[str] = field(default_factory=set)
    _open: list[tuple[Mark, str]] = field(default_factory=list)
    """The marks that are open, from the outside in, with the element of each."""

    def lines(self, text: str, marks: Sequence[Mark]) -> list[Markup]:
        """Each line of a text as HTML; marks over several lines end and begin again with them."""
        lines: list[list[str]] = [[]]
        for segment in cut_text(text, marks):
            for number, piece in enumerate(segment.text.split("\n")):
                if number:
                    lines[-1] += self._switch(())
                    lines.append([])
                if piece:
                    lines[-1] += self._switch(segment.marks)
                    lines[-1].append(text_html(piece))
        lines[-1] += self._switch(())
        return [Markup("".join(line)) for line in lines]  # noqa: S704 - each piece is escaped

    def _switch(self, wanted: Sequence[Mark]) -> list[str]:
        """What turns the open elements into the wanted ones: close from the inside, then open."""
        shared = 0
        for (opened, _), mark in zip(self._open, wanted, strict=False):
            if opened != mark:
                break
            shared += 1
        closed = [self._close() for _ in range(len(self._open) - shared)]
        return closed + [self._begin(mark) for mark in wanted[shared:]]

    def _close(self) -> str:
        _, tag = self._open.pop()
        return f"</{tag}>"

    def _begin(self, mark: Mark) -> str:
        look = self.looks[mark.row_id]
        # A link cannot stand in a link: a name inside another one is marked only.
        linked = look.address is not None and all(tag != "a" for _, tag in self._open)
        tag = "a" if linked else "span"
        self._open.append((mark, tag))
        written = [f'<{tag} class="mark {attribute_html(look.classes)}"']
        written.append(f' data-row="{attribute_html(mark.row_id)}"')
        if linked:
            written.append(f' href="{attribute_html(look.address or "")}"')
        if look.title:
            written.append(f' title="{attribute_html(look.title)}"')
        if mark.row_id not in self._seen:
            self._seen.add(mark.row_id)
            written.append(f' id="{attribute_html(mark.row_id)}"')
            if look.number is not None:
                written.append(f' data-number="{look.number}"')
        return "".join([*written, ">"])
