"""How pairs of actors stand to each other through time, and the networks that they make."""
