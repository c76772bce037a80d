"""The types that the stages hand to each other: the contract first of all."""
