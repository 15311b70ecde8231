"""Bytes to text: which encoding, one form for letters, one kind of line end.

Nothing else about the text is changed. Control characters, U+2028 and the like are what the source
says; showing them safely is the business of whoever shows them.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_LINE_END = re.compile(r"\r\n?")

SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
)
"""How common files that are not text begin, and what to call them."""

_BYTE_ORDER_MARKS = (
    # UTF-32's little-endian mark begins with UTF-16's, so it is looked for first.
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)

_ODD_RUN = re.compile(r"[^\w\s\x00-\x7f]{200,}")
MAXIMUM_MARKS = 200
"""Marks on one letter. Composing takes the square of their number; no script needs ten."""

_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
MAXIMUM_CONTROL_SHARE = 0.01
"""More control bytes than this, and what is not UTF-8 is not Windows-1252 either but data."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file: a code of the catalogue of problems, and its detail."""

    code: str
    detail: str = ""


def decode(raw: bytes) -> tuple[str, Fault | None] | Fault:
    """Decode a text file: by its byte order mark, else as UTF-8, else as Windows-1252.

    Args:
        raw: The whole file.

    Returns:
        The text without byte order mark and a warning when the encoding had to be guessed; or the
        fault, when the bytes are not text.
    """
    for signature, name in SIGNATURES:
        if raw.startswith(signature):
            return Fault("binary_file", name)
    decoded = _decode(raw)
    if not isinstance(decoded, Fault) and _piles_marks(decoded[0]):
        return Fault("binary_file", f"it piles more than {MAXIMUM_MARKS} marks on one letter")
    return decoded


def _decode(raw: bytes) -> tuple[str, Fault | None] | Fault:
    for mark, encoding, name in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _decode_marked(raw[len(mark) :], encoding, name)
    if b"\x00" in raw:
        return Fault("binary_file", "it holds NUL bytes")
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return _decode_legacy(raw, error.start)


def _decode_marked(raw: bytes, encoding: str, name: str) -> tuple[str, Fault | None] | Fault:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        return Fault("undecodable_file", f"{name} at byte {error.start}")
    if "\x00" in text:
        return Fault("binary_file", "it holds NUL characters")
    return text, None


def _decode_legacy(raw: bytes, first_wrong: int) -> tuple[str, Fault | None] | Fault:
    controls = len(raw) - len(raw.translate(None, _CONTROL_BYTES))
    if controls > MAXIMUM_CONTROL_SHARE * len(raw):
        return Fault("binary_file", "it holds control bytes")
    try:
        return raw.decode("cp1252"), Fault("wrong_encoding", "Windows-1252")
    except UnicodeDecodeError:
        return Fault("undecodable_file", f"UTF-8 at byte {first_wrong}")


def _piles_marks(text: str) -> bool:
    marks = 0
    for run in _ODD_RUN.finditer(text):
        for character in run[0]:
            marks = marks + 1 if unicodedata.combining(character) else 0
            if marks > MAXIMUM_MARKS:
                return True
        marks = 0
    return False


def normalize(text: str) -> str:
    r"""Compose letters (NFC) and end every line with LF.

    >>> normalize("Cafe\u0301\r\nopen\r")
    'Café\nopen\n'
    """
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", text))


def count_words(text: str) -> int:
    r"""Count the ``\w+`` runs of a text."""
    return sum(1 for _ in _WORD.finditer(text))


def open_text(raw: bytes) -> tuple[str | None, tuple[Fault, ...]]:
    """A text file's text in NFC with LF line ends, and what is wrong with the file.

    Args:
        raw: The whole file.

    Returns:
        The text, or None where the bytes are none, and the faults to tell.
    """
    decoded = decode(raw)
    if isinstance(decoded, Fault):
        return None, (decoded,)
    text, warning = decoded
    return normalize(text), (warning,) if warning else ()
