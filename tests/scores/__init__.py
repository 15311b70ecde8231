"""What the scorer is made of: inputs, matching, and one module for each table."""
