"""Pages: one module per family. Each finds what is visible, asks, acts and answers."""
