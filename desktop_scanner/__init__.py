"""Desktop Scanner: what is behind each domain of a list.

Layers, imports pointing down only:
cli > app > ui > services | demo > engine | store | intake | export | remote > extract > core.

1.  intake turns text and files into targets; what cannot be used is named with its line and why.
2.  services write the batch and its targets to the store before anything runs; a crash loses nothing.
3.  engine.batch_runner, on the caller's event loop, claims pending targets some hundreds at a time.
4.  engine.workers scan them in processes of their own: extraction on the window's loop would delay it by 280 ms.
5.  engine.net is the only border to the network: addresses checked, bodies bounded, errors made into failures.
6.  engine.site reads a domain's best pages first; extract, pure and without I/O, turns their bytes into facts.
7.  A worker that dies is replaced; its domains are tried once more, one at a time, apart from the others.
8.  store commits results in groups; what the window or the command line shows as done is on disk. A full or locked
    disk holds a batch up and costs it nothing.
9.  What people call wrong is marked beside what was found, which stays: taking a mark back brings it back. What they
    suppress is never stored.
10. ui hears events, up only, and repaints at most 20 times a second; commands go down.
11. export, remote and demo know no database; the window and the command line are two faces of the same services.
12. remote speaks with servers of two kinds, and tells what they tell; what they do not is unknown, never invented.
13. What is to be done at a server stands in the outbox before it is tried; its results and how far they came are one
    transaction, so nothing is lost or doubled whoever dies.
"""

__version__ = "0.1.0"
