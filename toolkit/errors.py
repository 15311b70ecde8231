"""The few exceptions of the toolkit, each named for the thing at fault.

A fault in the *data* is a row of the table ``problems`` (see :mod:`toolkit.problems`), not an
exception. What is raised here stops the command: the call, the configuration, the pipeline or the
package is not what it has to be. ``cli.py`` turns each into one message and an exit code.
"""

from __future__ import annotations

import os


class ToolkitError(Exception):
    """Base of everything the toolkit raises on purpose.

    Attributes:
        message: What is wrong, with the file or value at fault.
        hint: What to do next; may be empty.
        exit_code: What the command line ends with: 1 where the data is at fault, 2 where the call
            is.
    """

    exit_code = 2

    def __init__(self, message: str, *, hint: str = "") -> None:
        """Keep the message and the hint apart, so that a program can show both."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """The message, and the hint on a line of its own."""
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class SourceError(ToolkitError):
    """The source folder is missing, unreadable or holds no documents."""


class ConfigError(ToolkitError):
    """``dataset.toml``, ``corrections.csv`` or ``authorities.csv`` cannot be used as it is."""


class ModelError(ToolkitError):
    """A language pipeline is not installed or lacks a component that extraction needs."""


class SchemaError(ToolkitError):
    """``schemas/*.json`` contradict themselves: a fault of ours, found when they are read."""


class PackageError(ToolkitError):
    """A package is missing, incomplete, or cannot be written where it was asked for."""


class AddressError(ToolkitError):
    """The address to serve a site on is taken, or not ours to listen on."""


class ValidationError(ToolkitError):
    """Tables or a package do not keep what they promise; nothing was published."""

    exit_code = 1


def describe_error(error: OSError, *, file: bool = False) -> str:
    """What the system says went wrong, as it stands inside a sentence.

    Args:
        error: What was raised.
        file: Name the file as well. What is published must not: it would name this machine's.

    >>> describe_error(PermissionError(13, "Permission denied", "boats.txt"))
    'permission denied'
    >>> describe_error(PermissionError(13, "Permission denied", "boats.txt"), file=True)
    'permission denied: boats.txt'
    """
    said = error.strerror.lower() if error.strerror else str(error) or type(error).__name__
    named = file and error.strerror and error.filename is not None
    return f"{said}: {os.fsdecode(error.filename)}" if named else said
