"""An invented year of a conflict, the reporting on it, and the truth: a yardstick for linking."""
