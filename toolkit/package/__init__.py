"""Tables to a published package: Parquet, CSV, descriptor, card, changelog, Croissant, version.

The output folder is written through a hidden sibling and changes whole or not at all.
"""
