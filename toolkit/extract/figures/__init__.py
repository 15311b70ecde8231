"""Which figures they gave: numbers, units, bounds, what is counted; the rows of the table."""
