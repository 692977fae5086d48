"""Who answers the queries of strangers at /sparql, apart from the process that serves the pages.

answering = Workers(limits)      # an embedded store: processes of their own, each ended at its limit
answer = await answering.answer(asked, wanted, limits, reader)
async for chunk in answer.chunks: ...
"""
