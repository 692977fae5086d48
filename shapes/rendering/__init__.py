"""The report as it goes out of the house: for the console, as JSON, as RDF, as a page, and in the user's own file.

words       what the renderings say alike: terms, counts, places, quotes
text        the console
data        JSON, and the SHACL validation report as Turtle
draft       the draft's text, and where in it each finding stands
html        one printable page: the summary, then the text with each finding at its place
word        the user's Word file with a comment on each fault
"""
