"""How the model for hostile comments was made."""
