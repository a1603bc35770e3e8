"""How fast the house is, measured against hand-written SQL in the same run."""
