"""How a project's folder is named and found."""

PROJECT_FOLDER = ".detente"
"""What lies beside a project's settings: key, casebook, own actors and places."""
PROJECT_VARIABLE = "DETENTE_PROJECT"
"""Environment variable that names the project's folder."""
