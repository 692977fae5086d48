"""How the tables of districts and communes are made: `python -m ontology.building`. No other room uses it."""
