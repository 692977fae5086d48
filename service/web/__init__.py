"""The HTTP service: SPARQL, linked data, the JSON API and the pages."""
