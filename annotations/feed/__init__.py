"""The change feed: every event of a newsroom in order, read from history, adding nothing to it."""
