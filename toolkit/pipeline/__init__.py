"""The language pipeline: loaded once, it parses documents text for text."""

from toolkit.pipeline.load import SHIPPED_MODEL, load_pipeline, pipeline_hash
from toolkit.pipeline.parsing import parse, parse_text
from toolkit.pipeline.pieces import split_pieces

__all__ = [
    "SHIPPED_MODEL",
    "load_pipeline",
    "parse",
    "parse_text",
    "pipeline_hash",
    "split_pieces",
]
