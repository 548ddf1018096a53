"""One log for history pages, the change feed, webhooks and live updates."""
