"""A table's declared types as an Arrow schema: what the Parquet files have to be."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from toolkit.errors import SchemaError
from toolkit.schema.model import LIST_PREFIX, Column, Table

LIST_ELEMENT = "element"
"""Parquet's own name for what a list holds; pyarrow's default in memory is ``item``."""

SIMPLE_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int64": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "date32": pa.date32(),
    "timestamp[us, UTC]": pa.timestamp("us", tz="UTC"),
    "time64[us]": pa.time64("us"),
    "duration[us]": pa.duration("us"),
}


def arrow_schema(table: Table, *, metadata: Mapping[str, str] | None = None) -> pa.Schema:
    """The table's Arrow schema, with each column's description in its field metadata.

    Args:
        table: The table.
        metadata: Key-value pairs for the file as a whole, such as dataset, version and licence;
            written in the order of their keys, so that equal pairs give equal bytes.

    Raises:
        SchemaError: A column declares an Arrow type that is not known.
    """
    pairs: dict[bytes | str, bytes | str] | None = None
    if metadata:
        pairs = {key: metadata[key] for key in sorted(metadata)}
    return pa.schema([_field(column) for column in table.columns], metadata=pairs)


def arrow_type(name: str) -> pa.DataType:
    """The Arrow type that a text such as ``list<string>`` names.

    Raises:
        SchemaError: The text names none that the toolkit uses.
    """
    if name.startswith(LIST_PREFIX) and name.endswith(">"):
        inner = arrow_type(name.removeprefix(LIST_PREFIX)[:-1])
        return pa.list_(pa.field(LIST_ELEMENT, inner))
    if name not in SIMPLE_TYPES:
        raise SchemaError(f"There is no Arrow type {name!r} in the toolkit's tables.")
    return SIMPLE_TYPES[name]


def arrow_type_name(given: pa.DataType) -> str:
    """What the toolkit calls an Arrow type, whichever library laid it out.

    polars hands over strings as ``large_string`` or ``string_view`` and lists as ``large_list``;
    their values are those of ``string`` and ``list``. A type that the toolkit does not use keeps
    pyarrow's own name.
    """
    if pa.types.is_list(given) or pa.types.is_large_list(given):
        return f"{LIST_PREFIX}{arrow_type_name(given.value_type)}>"
    if pa.types.is_large_string(given) or pa.types.is_string_view(given):
        return "string"
    for name, known in SIMPLE_TYPES.items():
        if known == given:
            return name
    return str(given)


def _field(column: Column) -> pa.Field[pa.DataType]:
    described = {"description": column.description} if column.description else None
    return pa.field(
        column.name,
        arrow_type(column.arrow_type),
        nullable=not column.required,
        metadata=described,
    )
