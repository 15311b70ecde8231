"""Values in YAML, written as JSON: every reader of YAML reads them the same way."""

from __future__ import annotations

import json
import re
from typing import Any

_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What JSON lets stand and YAML does not, or takes for the end of a line."""


def yaml_value(value: Any) -> str:
    r"""A value on one line.

    >>> yaml_value(["a: b", "next\x85line"])
    '["a: b", "next\\u0085line"]'
    """
    text = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
