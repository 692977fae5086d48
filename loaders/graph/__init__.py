"""The record as triples: whose place and era a name belongs to, which body it is, and what is said of each."""
