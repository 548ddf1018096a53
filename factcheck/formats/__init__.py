"""How dates are written where we differ from Django: one package for each such language."""
