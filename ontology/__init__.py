"""The words: the OWL ontology, its SKOS concepts, and the reference data of agencies and places."""
