"""Bytes become a Source: text with its lines and pages. One module a format."""
