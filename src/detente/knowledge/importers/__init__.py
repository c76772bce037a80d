"""Actors from other people's files: plain CSV, FollowTheMoney, PETRARCH and TABARI dictionaries."""
