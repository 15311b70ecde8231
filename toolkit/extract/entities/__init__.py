"""Whom they named: names, their types, and what else in the document refers to them."""
