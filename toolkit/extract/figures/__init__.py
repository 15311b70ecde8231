"""Which figures they gave: numbers, units, bounds, what is counted, to the rows of the table figures."""
