"""Persons: counted, numbered inside their case, and then forgotten."""
