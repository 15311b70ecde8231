"""The collection while people's corrections are applied to it: what is gone, and what became of it.

References are settled once, at the end: a thousand merges cost one walk through the rows, not a
thousand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from toolkit.link.candidates import nearest_rows
from toolkit.link.corrected_values import RefusedError
from toolkit.rows import Document, Entity, Figure, Mention, Rows, Statement, Unclaimed
from toolkit.schema import table

CORRECTION = "correction"
"""The rule of a row that a line names."""


class Draft:
    """Documents and rows by table and id, to be changed line by line."""

    def __init__(self, documents: Sequence[Document], rows: Rows) -> None:
        """Take the linked rows as they are."""
        self.documents = {row.document_id: row for row in documents}
        self.statements = {row.statement_id: row for row in rows.statements}
        self.figures = {row.figure_id: row for row in rows.figures}
        self.entities = {row.entity_id: row for row in rows.entities}
        self.mentions = {row.mention_id: row for row in rows.mentions}
        self.unclaimed: list[Unclaimed] = list(rows.unclaimed)
        self.paths = {row.document_id: row.path for row in documents}
        self._ranks = {row.document_id: rank for rank, row in enumerate(documents)}
        self.by_path = {row.path: row for row in documents}
        self._gone: dict[str, str] = {}
        self._merged: dict[str, str] = {}
        self._lost_forms: set[tuple[str, str]] = set()
        self._figures_in: dict[str, list[str]] = defaultdict(list)
        for figure in rows.figures:
            if figure.statement_id:
                self._figures_in[figure.statement_id].append(figure.figure_id)

    def rows(self, name: str) -> dict[str, Any]:
        """The rows of a table by id."""
        found: dict[str, Any] = getattr(self, name)
        return found

    def row(self, name: str, row_id: str, *, text: str = "", path: str = "") -> Any:
        """The row with that id.

        Args:
            name: The table.
            row_id: The row's key.
            text: The row's words when the correction was written, to find candidates by.
            path: The document in which it stood then.

        Raises:
            RefusedError: There is none, with the nearest candidates, or with what became of it.
        """
        row = self.rows(name).get(row_id)
        if row is not None:
            if getattr(row, "document_id", None) in self.documents or name == "entities":
                return row
            raise RefusedError(f"{row_id} went with its document.")
        if row_id in self._gone:
            raise RefusedError(f"{row_id} is gone: {self._gone[row_id]}.")
        message = f"There is no row {row_id} in {name}. "
        if not text:
            raise RefusedError(
                f"{message}Look for the row that is meant, and correct or remove the line."
            )
        near = nearest_rows(self.rows(name).items(), text, path=path, paths=self.paths)
        if not near:
            raise RefusedError(f"{message}No row has words like “{text}”. Remove the line.")
        raise RefusedError(f"{message}The nearest: {'; '.join(near)}. Correct or remove the line.")

    def put(self, name: str, row: Any) -> None:
        """Keep a row in place of the one with its id, or as a new one."""
        self.rows(name)[getattr(row, table(name).primary_key[0])] = row

    def current(self, entity_id: str) -> str:
        """The entity that an entity has become part of; itself where none did."""
        while entity_id in self._merged:
            entity_id = self._merged[entity_id]
        return entity_id

    def remove(self, name: str, row_id: str, why: str) -> None:
        """Take a row away; ``why`` is what later lines are told that name it."""
        row = self.rows(name).pop(row_id)
        self._gone[row_id] = why
        if isinstance(row, Mention):
            self.lose_form(row)
        if isinstance(row, Statement):
            # Whoever asserted a figure by way of the statement no longer does.
            self.change_speaker(row, None, but=())

    def merge(self, gone: Entity, kept: Entity, why: str) -> None:
        """Let one entity become part of another, with its names and what is known of it."""
        forms = {gone.name, *gone.aliases, *kept.aliases} - {kept.name}
        self.put(
            "entities",
            replace(
                kept,
                aliases=tuple(sorted(forms)),
                role=kept.role or gone.role,
                country=kept.country or gone.country,
                wikidata=kept.wikidata or gone.wikidata,
                rule=CORRECTION,
            ),
        )
        self.remove("entities", gone.entity_id, why)
        self._merged[gone.entity_id] = kept.entity_id

    def lose_form(self, mention: Mention) -> None:
        """Remember that an entity may no longer be printed so anywhere."""
        self._lost_forms.add((self.current(mention.entity_id), mention.text))

    def gain_form(self, mention: Mention) -> None:
        """Let the entity of a mention be known by its words."""
        entity = self.entities[mention.entity_id]
        forms = {*entity.aliases, mention.text} - {entity.name}
        if mention.kind == "name":
            self.put("entities", replace(entity, aliases=tuple(sorted(forms))))

    def change_speaker(
        self, statement: Statement, speaker_id: str | None, *, but: Iterable[str]
    ) -> None:
        """Let the figures of a statement follow its speaker, ``but`` those of these ids."""
        apart = set(but)
        for figure_id in self._figures_in[statement.statement_id]:
            figure = self.figures.get(figure_id)
            if (
                figure is not None
                and figure_id not in apart
                and figure.statement_id == statement.statement_id
                and self._settled(figure.asserted_by) == self._settled(statement.speaker_id)
            ):
                self.put("figures", replace(figure, asserted_by=speaker_id))

    def claim(self, figure: Figure) -> None:
        """Keep a figure that stands in a statement."""
        self.put("figures", figure)
        if figure.statement_id:
            self._figures_in[figure.statement_id].append(figure.figure_id)

    def finish(self) -> tuple[tuple[Document, ...], Rows]:
        """The corrected collection: every reference leads to a row, every count is right."""
        self.mentions = {
            key: replace(row, entity_id=self.current(row.entity_id))
            for key, row in self.mentions.items()
            if row.document_id in self.documents and self.current(row.entity_id) in self.entities
        }
        self.statements = {
            key: replace(row, speaker_id=self._settled(row.speaker_id))
            for key, row in self.statements.items()
            if row.document_id in self.documents
        }
        figures = [row for row in self.figures.values() if row.document_id in self.documents]
        kept = {row.figure_id for row in figures}
        self.figures = {row.figure_id: self._settled_figure(row, kept) for row in figures}
        self._settle_entities()
        return tuple(self.documents.values()), Rows(
            statements=tuple(self.statements.values()),
            figures=tuple(self.figures.values()),
            entities=tuple(
                sorted(self.entities.values(), key=lambda row: (row.type, row.name, row.entity_id))
            ),
            mentions=tuple(sorted(self.mentions.values(), key=self._place)),
            unclaimed=tuple(row for row in self.unclaimed if row.document_id in self.documents),
        )

    def _place(self, mention: Mention) -> tuple[int, int, int]:
        """Where a mention stands in the collection: what comes after relies on the order."""
        return self._ranks[mention.document_id], mention.start, mention.end

    def _settled(self, entity_id: str | None) -> str | None:
        """The entity that a reference means now; None where it was dropped."""
        current = None if entity_id is None else self.current(entity_id)
        return current if current in self.entities else None

    def _settled_figure(self, figure: Figure, kept: set[str]) -> Figure:
        return replace(
            figure,
            asserted_by=self._settled(figure.asserted_by),
            place_id=self._settled(figure.place_id),
            statement_id=figure.statement_id if figure.statement_id in self.statements else None,
            part_of=figure.part_of if figure.part_of in kept else None,
        )

    def _settle_entities(self) -> None:
        """Count anew; an entity whose last mention went, and that nothing needs, goes too."""
        mentions: dict[str, int] = defaultdict(int)
        documents: dict[str, set[str]] = defaultdict(set)
        forms = set()
        for mention in self.mentions.values():
            mentions[mention.entity_id] += 1
            documents[mention.entity_id].add(mention.document_id)
            forms.add((mention.entity_id, mention.text))
        needed = {row.speaker_id for row in self.statements.values()}
        for figure in self.figures.values():
            needed |= {figure.asserted_by, figure.place_id}
        lost = defaultdict(set)
        for entity_id, text in self._lost_forms - forms:
            lost[self.current(entity_id)].add(text)
        self.entities = {
            key: replace(
                row,
                documents=len(documents[key]),
                mentions=mentions[key],
                aliases=tuple(form for form in row.aliases if form not in lost[key]),
            )
            for key, row in self.entities.items()
            if mentions[key] or key in needed or not row.mentions
        }
