"""The graph at a SPARQL 1.1 server: Virtuoso, GraphDB, Fuseki, QLever, another Căn Cứ, behind `--store https://…`."""
