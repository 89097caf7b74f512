"""The v3 API of servers, seen from here: no database, no Qt, nothing that waits for another time.

client      RemoteClient, what a server can be asked for, for both kinds of server
discovery   which kind a server is, and where it answers
exchange    one request and its answer: the only place with httpx; deadlines, bounds, redirects
request     what is asked, as a value
pacing      how often to ask, and how long to wait after a fault
refusals    what an answer with an error status means
wire        JSON in and out: both kinds, with all their tolerated faults
bodies      answers unpacked and cut into lines, within bounds
retry_after how long a server asks to be left alone
"""
