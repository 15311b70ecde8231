"""What `toolkit validate` does, measured: beside frictionless, and on broken packages."""
