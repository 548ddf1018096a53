"""Archives of our own: claims made again with their ids, authors, moments and revisions."""
