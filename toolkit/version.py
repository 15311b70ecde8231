"""The version of the program, stated once."""

__version__ = "1.2.0"
