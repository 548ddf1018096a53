"""Claims in the formats of other programs: values in, bytes out; one format per file."""
