"""Grounding: mentions of actors, places and times, resolved or honestly left open."""

from detente.ground.grounder import Grounder

__all__ = ["Grounder"]
