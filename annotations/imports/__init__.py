"""Work that was done elsewhere, coming in: bytes in, claims out; one format per file."""
