"""What stands around every request: who asks, how often, what is written down, which headers go with the answer.

asgi.py        the shapes of an ASGI application
clients.py     who asks
shell.py       safe headers, HEAD as GET
origins.py     which sites' scripts may read the data
rate.py        so many requests a minute
watching.py    the access log, and figures of what was asked
measures.py    the figures, as Prometheus reads them
token.py       who may load acts

None of them holds an answer back: a long one goes out as it is made.
"""
