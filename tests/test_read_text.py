"""Bytes become text in one form, and what is not text is said to be none."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.read.text import Fault, count_words, decode, normalize

TEXT = "The café opened.\n"


@pytest.mark.parametrize(
    ("raw", "warning"),
    [
        (TEXT.encode(), None),
        (TEXT.encode("utf-8-sig"), None),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), None),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), None),
        (b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"), None),
        (TEXT.encode("cp1252"), Fault("wrong_encoding", "Windows-1252")),
    ],
)
def test_text_is_decoded_and_a_guess_is_owned_up_to(raw: bytes, warning: Fault | None) -> None:
    assert decode(raw) == (TEXT, warning)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"%PDF-1.7 and so on", "binary_file"),
        (b"PK\x03\x04 and so on", "binary_file"),
        (b"\x89PNG\r\n\x1a\n", "binary_file"),
        (b"text with a NUL \x00 in it", "binary_file"),
        ("no mark".encode("utf-16-le"), "binary_file"),
        (bytes(range(1, 256)), "binary_file"),
        (("a" + "\u0301" * 201).encode(), "binary_file"),
        (b"caf\x81 and other bytes that no code page has", "undecodable_file"),
        (b"\xff\xfe\x00\xd8", "undecodable_file"),  # half of a surrogate pair
        (b"\xff\xfea", "undecodable_file"),  # half of a UTF-16 unit
    ],
)
def test_what_is_not_text_is_a_fault(raw: bytes, code: str) -> None:
    fault = decode(raw)
    assert isinstance(fault, Fault)
    assert fault.code == code


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_faulted(raw: bytes) -> None:
    decoded = decode(raw)
    assert isinstance(decoded, Fault) or isinstance(decoded[0], str)


@settings(deadline=None)
@given(st.text())
def test_normal_form_is_composed_with_line_feeds_and_stays_so(text: str) -> None:
    normal = normalize(text)
    assert "\r" not in normal
    assert unicodedata.is_normalized("NFC", normal)
    assert normalize(normal) == normal


def test_nothing_but_letters_and_line_ends_is_changed() -> None:
    kept = "tab\there\u2028and\u200ethere\x0b\x1b[1m “quoted” ½ ﬁ\n"
    assert normalize(kept) == kept


def test_words_are_runs_of_word_characters() -> None:
    assert count_words("The café's 3,890 guests.") == 6
    assert count_words(" \n—") == 0
