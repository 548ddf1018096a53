"""Where deliveries may go: the public internet, through the guard of every fetch."""

from annotations.intake.connections import Network

NETWORK = Network()
"""Tests put another one here, to reach a receiver of their own; nothing else should."""
