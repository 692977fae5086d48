"""Linked data: what is told of an IRI, page by page, and how it is written as JSON-LD."""
