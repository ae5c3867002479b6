"""Rasa graph components of the project, one per module."""
