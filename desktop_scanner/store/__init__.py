"""The database: the only place with SQLAlchemy; takes and returns the values of `core`.

database    Store, the one door: every method a coroutine, usable from any event loop
writer      the one thread that writes; results are committed in groups
engines     connections: one that writes, some that read, each set up in one place
schema      the tables as they are now; migrations/ holds the steps that led there
migration_steps  the steps of the schema, for SQLite and PostgreSQL
upgrade     a file made, recognised or brought up to date, under a lock
batches     what is done to and asked of batches as wholes; edits what people change about them
imports     long lists taken in
runs        targets claimed, put back, cancelled, opened again
puts        results stored
prune       pages and evidence of old results removed
repair      a damaged file repaired; salvage reads what can be read of it
queries     rows and results read
counters    how many targets stand where, and the number of each change: kept, never counted
snapshots   domains as batches saw them, for comparisons
records     a result taken apart into rows and put together again; facts does so for its facts
marks       values marked as wrong, left out of what is read; marking adds and removes them
lists       saved lists of domains
schedules   batches that are repeated
remotes     servers that batches can be sent to
remote_store RemoteStore, the part for servers: remote_links, outbox, remote_batches, remote_results, conflicts
finding     a search over all batches
search      text folded for filters and sorting
instants    times as whole milliseconds
faults      SQLite's faults as sentences
locks       who runs a batch, held by the operating system
"""
