"""The door for programs: one module per resource, the house rules in the others."""
