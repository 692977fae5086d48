"""The pieces of `loaders.lineage`: how a task is tied to what it carries out.

items.py        what is compared: the task rows and the numbered parts of an act
act_reading.py  the items of an act, read off its graph
terms.py        the words and runs of letters of a text
index.py        weighted vectors, and how near another one is to each
profile.py      an act's items as weighted vectors, kept for the acts that come back
evidence.py     what speaks for each pair of two acts: wording, group, place, rivals, ties
choice.py       which pairs become links, over the whole pair of acts
chain.py        which of them hold along a chain of acts
statements.py   links and people's decisions as triples
"""
