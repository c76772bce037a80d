"""Coding: who did what to whom, from frames over dependency trees."""
