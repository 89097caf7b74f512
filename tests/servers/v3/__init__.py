"""Two servers that speak the v3 API, and a proxy that gets in their way: real HTTP, all on loopback.

serving      what both stand on: HTTP/1.1 over asyncio, requests as values, answers as values
classic      the server that analysts run, re-created from what recordings of it show, with faults by switch
ours         the server of this project in small: durable, idempotent, with results; also a program of its own
ours_program the same in a process, to be killed
ours_state   what it keeps, in an SQLite file
ours_results the results that it finds
tokens       tokens as the classic server signs them
fault_proxy  a wire that is cut, slow, or somebody else's
"""
