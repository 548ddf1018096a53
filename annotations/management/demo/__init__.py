"""The demo newsroom: articles of our own making, real sources, claims in every state."""
