"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# A slow machine is no fault, and a failure that comes back is one that can be looked at.
settings.register_profile("ours", deadline=None, derandomize=True)
settings.load_profile("ours")
