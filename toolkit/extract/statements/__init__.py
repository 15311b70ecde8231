"""Who said what: quotations, cues, contents and speakers to the rows of the table statements."""
