"""What leaves the store for other programs: the whole graph, one act, one province, or the answer of a question.

    formats.py     the formats, with their file names and media types
    scope.py       what is exported: everything, an act, a province with its communes
    dumps.py       named graphs as N-Quads, TriG, Turtle, N-Triples, JSON-LD, RDF/XML
    tables.py      rows as CSV, XLSX, JSON
    obligations.py a scope as a table: one row an obligation and bearer
    network.py     a scope as GraphML and GEXF: acts, obligations and bodies with what ties them
    calendar.py    what falls on a body or a commune, as iCalendar
    akn/           an act's text and structure as Akoma Ntoso 3
    exports.py     all of it by one call: Export(reader, format, scope).write(out)
    streaming.py   what is written, handed on in pieces while it is written

The same store gives the same bytes, in every format. docs/exports.md says what each holds.
"""
