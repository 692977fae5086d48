"""What changed in the store: which acts came, were replaced, went; and what is different in an act's graph.

changes.py       the changes that a reader sees, narrowed down by act or province; the versions of an act
difference.py    the triples that went and came between two versions
atom.py          changes as an Atom feed
"""
