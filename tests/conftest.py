"""Generated tests try the same cases everywhere, so that a change and not the day decides whether they pass.

`pytest --hypothesis-profile=search` looks for new ones.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("repeatable")
