"""Checks: SHACL shapes by theme, and the report they give."""
