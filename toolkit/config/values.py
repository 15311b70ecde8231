"""Take values out of a parsed TOML table, and name everything that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path

from toolkit.errors import ConfigError, describe_error
from toolkit.language_tag import language_tag

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")


class Faults:
    """Collects what is wrong with one file, each with the line where it stands.

    Args:
        file: The file's name, for the messages.
        text: The file, in which lines are looked up.
    """

    def __init__(self, file: str, text: str) -> None:
        """Begin with nothing wrong."""
        self.file = file
        self._lines = text.split("\n")
        self._found: list[tuple[int, str]] = []

    def add(self, line: int, message: str) -> None:
        """Note a fault; line 0 stands for the whole file."""
        self._found.append((line, message))

    def line_of(self, section: str, number: int, key: str) -> int:
        """The line of a key, counted from 1; 0 when it cannot be told.

        Args:
            section: The table's name; empty for the top of the file.
            number: Which of the tables of that name, counted from 0.
            key: The key; empty for the table itself.
        """
        inside, seen = not section, -1
        for count, line in enumerate(self._lines, start=1):
            header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
            if header:
                seen += header[1] == section
                inside = header[1] == section and seen == number
                if inside and not key:
                    return count
            elif inside and key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", line):
                return count
        return 0

    def raise_any(self) -> None:
        """Stop if anything was wrong.

        Raises:
            ConfigError: With every fault on a line of its own.
        """
        if self._found:
            lines = [
                f"{self.file}, line {line}: {message}" if line else f"{self.file}: {message}"
                for line, message in sorted(self._found)
            ]
            raise ConfigError("\n".join(lines), hint=f"Correct {self.file} and build again.")


class Entry:
    """One TOML table, read key by key; what was not asked for is unknown.

    Args:
        values: The parsed table.
        faults: Where to note what is wrong.
        section: The table's name; empty for the top of the file.
        number: Which of the tables of that name, counted from 0.
    """

    def __init__(
        self, values: Mapping[str, object], faults: Faults, section: str = "", number: int = 0
    ) -> None:
        """Begin with no key asked for."""
        self._values = values
        self._faults = faults
        self._section = section
        self._number = number
        self._known: list[str] = []

    def fault(self, key: str, message: str, hint: str) -> None:
        """Note what is wrong with a key, and what to write instead."""
        line = self._faults.line_of(self._section, self._number, key)
        place = ".".join(part for part in (self._section, key) if part)
        self._faults.add(line, f"`{place}` {message}. {hint}")

    def finish(self) -> None:
        """Name the keys that nobody asked for, with the nearest known one."""
        for key in self._values:
            if key not in self._known:
                self.fault(key, "is not a known key", _suggest(key, self._known))

    def text(self, key: str) -> str | None:
        """A text that is not empty, or None."""
        value = self._get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            self.fault(key, f"is {_kind(value)}, not text", f'Write: {key} = "..."')
            return None
        return value.strip() or None

    def required(self, key: str) -> str:
        """A text that has to be there."""
        value = self.text(key)
        if value is None and isinstance(self._values.get(key, ""), str):
            self.fault("", f"needs `{key}`", f'Add: {key} = "..."')
        return value or ""

    def name(self, key: str) -> str | None:
        """A name of lower-case letters, digits, ``-``, ``_`` and ``.``."""
        hint = 'Use lower-case letters, digits and hyphens, as in "harbour-papers".'
        return self._matching(key, _NAME, "is not a usable name", hint)

    def version(self, key: str) -> str | None:
        """A version of three numbers."""
        return self._matching(key, _VERSION, "is not a version", 'Write for example "1.0.0".')

    def language(self, key: str) -> str | None:
        """A BCP 47 language tag."""
        value = self.text(key)
        tag = None if value is None else language_tag(value)
        if value is not None and tag is None:
            self.fault(key, f'is not a language tag: "{value}"', 'Write for example "en".')
        return tag

    def address(self, key: str) -> str | None:
        """A web address."""
        hint = "Begin it with https:// or http://."
        return self._matching(key, _ADDRESS, "is not a web address", hint)

    def choice(self, key: str, choices: Collection[str]) -> str | None:
        """One of a few words."""
        value = self.text(key)
        if value is not None and value not in choices:
            listed = " or ".join(f'"{choice}"' for choice in choices)
            self.fault(key, f'is "{value}"', f"Write {listed}.")
            return None
        return value

    def day(self, key: str) -> date | None:
        """A date without a time."""
        day, _ = self.moment(key)
        return day

    def moment(self, key: str) -> tuple[date | None, datetime | None]:
        """A date, and the moment in UTC where a time with its offset is given."""
        value = self._get(key)
        if isinstance(value, str):
            value = _iso(value)
        if value is None and key not in self._values:
            return None, None
        if isinstance(value, datetime) and (moment := _in_utc(value)) is not None:
            return value.date(), moment
        if isinstance(value, date) and not isinstance(value, datetime):
            return value, None
        hint = f"Write {key} = 2021-03-03, or with time and offset: 2021-03-03T14:30:00+02:00"
        self.fault(key, "is not a date, or a time without its offset", hint)
        return None, None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(key, "is not a list of texts", f'Write: {key} = ["...", "..."]')
            return ()
        return tuple(item.strip() for item in value if item.strip())

    def table(self, key: str) -> tuple[Entry, ...]:
        """A table, as a tuple of none or one."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, dict):
            self.fault(key, f"is {_kind(value)}, not a table", f"Write it below a line [{key}].")
            return ()
        return (Entry(value, self._faults, key),)

    def tables(self, key: str) -> tuple[Entry, ...]:
        """A list of tables."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(key, "is not a list of tables", f"Write each below a line [[{key}]].")
            return ()
        return tuple(Entry(item, self._faults, key, number) for number, item in enumerate(value))

    def _get(self, key: str) -> object:
        self._known.append(key)
        return self._values.get(key)

    def _matching(self, key: str, pattern: re.Pattern[str], fault: str, hint: str) -> str | None:
        value = self.text(key)
        if value is not None and pattern.fullmatch(value) is None:
            self.fault(key, f'{fault}: "{value}"', hint)
            return None
        return value


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word that a mistyped one most likely stands for."""
    matches = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def _suggest(key: str, known: Collection[str]) -> str:
    match = nearest(key, known)
    return f"Did you mean `{match}`?" if match else f"Known keys: {', '.join(sorted(known))}."


def _kind(value: object) -> str:
    names = {
        str: "text",
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "a table",
    }
    return names.get(type(value), "a date" if isinstance(value, date) else "something else")


def _iso(value: str) -> date | datetime | None:
    try:
        return date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError:
        return None


def _in_utc(value: datetime) -> datetime | None:
    """A moment in UTC; None without an offset, and where the moment is before the year 1."""
    try:
        return value.astimezone(UTC) if value.tzinfo is not None else None
    except OverflowError:
        return None


def read_text(path: Path) -> str:
    """Read a file that people write, with its line ends as they are.

    Raises:
        ConfigError: It cannot be read, or it is not UTF-8.
    """
    try:
        # newline="": a line feed inside quotes is part of the value
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return stream.read()
    except (OSError, UnicodeDecodeError) as error:
        reason = describe_error(error) if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigError(
            f"{path.name} could not be read: {reason}.",
            hint="Check its permissions, and save it as UTF-8.",
        ) from error
