"""Telling other programs of events, each at an address of its own, until they have heard."""
