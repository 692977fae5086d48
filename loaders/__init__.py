"""Reading: an act's file becomes a text, the text a record, the record triples."""
