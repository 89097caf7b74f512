"""Kills with -9 at random moments, and what must be true after each.

victim         the process that is killed: it runs a batch, or deletes, or migrates, and writes down what it was told
rounds         one kill after the other on one database, each followed by a look at what is left
remote_rounds  the same with two computers, a server, and a wire between them that is cut
looking        what must be true of a database whenever it is opened
"""
