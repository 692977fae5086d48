"""Figures over the whole graph: cycles of legal bases, acts that much rests on, load of bodies, deadlines by quarter.

    analysis = analyse(engine)
    analysis.cycles            # none, or: Kế hoạch 45/KH-UBND → Quyết định 12/QĐ-UBND → Kế hoạch 45/KH-UBND
    analysis.sheets            # the tables, complete
    analysis.graphs["acts"]    # the acts and their relations, a networkx graph

    asking.py       the small queries beside it, row by row
    facts.py        what they say, read once
    bases.py        the graph of legal bases
    chains.py       the graph of tasks along cancu:elaborates
    load.py         what bodies bear
    congestion.py   when deadlines end
    coverage.py     what the figures do not cover
    sheets.py       the tables with their heads
    graphs.py       the graphs for other programs
    files.py        tables and graphs as bytes: CSV, GraphML, GEXF
    whole.py        all of it: analyse(engine)

SPARQL reads each property once; what goes along paths is computed here, since a path in SPARQL over all acts is
quadratic.
"""
