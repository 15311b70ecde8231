"""Every table described once (``schemas/*.json``), rendered to whatever has to know it.

The pandera rendering is in :mod:`toolkit.schema.pandera_rendering` and is not imported here:
pandera takes longer to import than most commands take to run.
"""

from toolkit.schema.arrow import arrow_schema, arrow_type, arrow_type_name
from toolkit.schema.datasette import datasette_metadata
from toolkit.schema.dictionary import data_dictionary, describe_constraints, dictionary_rows
from toolkit.schema.files import TABLE_NAMES, rules, table, tables
from toolkit.schema.frictionless_rendering import Format, resource_name, table_schema
from toolkit.schema.model import Category, Column, Constraints, ForeignKey, Table
from toolkit.schema.parse import parse_table
from toolkit.schema.sqlite import sqlite_ddl

__all__ = [
    "TABLE_NAMES",
    "Category",
    "Column",
    "Constraints",
    "ForeignKey",
    "Format",
    "Table",
    "arrow_schema",
    "arrow_type",
    "arrow_type_name",
    "data_dictionary",
    "datasette_metadata",
    "describe_constraints",
    "dictionary_rows",
    "parse_table",
    "resource_name",
    "rules",
    "sqlite_ddl",
    "table",
    "table_schema",
    "tables",
]
