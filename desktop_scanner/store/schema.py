"""The tables as they are now; a test holds them equal to what the migrations make.

Instants are whole milliseconds since 1970 (UTC), enums their string value, JSON is text written by msgspec.
A batch is named by its UUID outside and by the integer `key` inside: ten indexes on targets would carry 36 bytes
more for each row. A target's `id` grows in the order of its list, so it is that order, and an index on
(batch_key, column) is also sorted by it where the column's values are equal.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

REVISION = "m011"
APPLICATION_ID = 0x44534331  # "DSC1" in SQLite's header: the file is one of ours
CHANGES = "changes"
PROGRAM = "program_version"

# SQLite's row id needs the very type INTEGER; PostgreSQL's INTEGER ends at two thousand million.
_Key = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _owner(column: str) -> ForeignKey:
    return ForeignKey(column, ondelete="CASCADE")


batch = Table(
    "batch",
    metadata,
    Column("key", _Key, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("options", Text, nullable=False),
    Column("requested", Text),
    Column("created_at", BigInteger, nullable=False),
    Column("started_at", BigInteger),
    Column("finished_at", BigInteger),
    # The counters are kept by each statement that moves targets, and never counted.
    Column("total", Integer, nullable=False, server_default="0"),
    Column("pending", Integer, nullable=False, server_default="0"),
    Column("running", Integer, nullable=False, server_default="0"),
    Column("completed", Integer, nullable=False, server_default="0"),
    Column("failed", Integer, nullable=False, server_default="0"),
    Column("cancelled", Integer, nullable=False, server_default="0"),
    Column("seq", BigInteger, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("tags", Text, nullable=False, server_default="[]"),
    # The id of the batch whose domains this one scans again, to be compared with.
    Column("predecessor", Text),
    # Deleted, but not yet removed: rows go a few thousand at a time, and until then it can be undone.
    Column("deleted_at", BigInteger),
)

target = Table(
    "target",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("batch_key", _Key, _owner("batch.key"), nullable=False),
    Column("domain", Text, nullable=False),
    Column("domain_display", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("input", Text, nullable=False),
    Column("columns", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("seq", BigInteger, nullable=False),
    Column("verdict", Text),
    Column("failure_kind", Text),
    Column("failure_message", Text),
    Column("http_status", Integer),
    Column("title", Text),
    Column("language", Text),
    Column("pages", Integer, nullable=False, server_default="0"),
    Column("emails", Integer, nullable=False, server_default="0"),
    Column("phones", Integer, nullable=False, server_default="0"),
    Column("technologies", Text, nullable=False, server_default=""),
    Column("elapsed_ms", BigInteger),
    Column("started_at", BigInteger),
    Column("finished_at", BigInteger),
    # Folded and cut: what people sort by is neither case nor the 81st letter.
    Column("title_key", Text),
    Column("technologies_key", Text),
    # Folded text that filters look into: the name, which stays, and what was found, which a new run clears.
    Column("name_search", Text, nullable=False),
    Column("found_search", Text, nullable=False, server_default=""),
    # What an overview counts it by: words of kind and value, as JSON; triggers keep `tally` from them.
    Column("traits", Text, nullable=False, server_default="[]"),
    UniqueConstraint("batch_key", "domain"),
    Index(None, "batch_key", "status"),
    Index(None, "batch_key", "http_status"),
    Index(None, "batch_key", "pages"),
    Index(None, "batch_key", "title_key"),
    Index(None, "batch_key", "emails"),
    Index(None, "batch_key", "phones"),
    Index(None, "batch_key", "technologies_key"),
    Index(None, "batch_key", "elapsed_ms"),
    Index(None, "batch_key", "failure_kind"),
    Index(None, "batch_key", "verdict"),
    Index(None, "batch_key", "language"),
    Index(None, "batch_key", "started_at"),
    Index(None, "batch_key", "finished_at"),
    Index(None, "domain"),
    Index(None, "seq"),
    sqlite_autoincrement=True,  # ids are handed out; one that was deleted never means another row
)

# How many of a batch's targets have each trait; no statement of ours writes here.
tally = Table(
    "tally",
    metadata,
    Column("batch_key", _Key, _owner("batch.key"), primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("domains", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# Apart from its target, so that a walk over a million rows does not read past a million results.
detail = Table(
    "detail",
    metadata,
    Column("target_id", _Key, _owner("target.id"), primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
)

page = Table(
    "page",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("target_id", _Key, _owner("target.id"), nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("status", Integer),
    Column("title", Text),
    Column("bytes", BigInteger),
    Column("elapsed_ms", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("failure", Text),
    Column("words", Integer),
    Column("links_internal", Integer),
    Column("links_external", Integer),
    Column("images", Integer),
    Column("forms", Integer),
    Column("scripts", Integer),
    Column("offset_ms", BigInteger),
)

fact = Table(
    "fact",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("target_id", _Key, _owner("target.id"), nullable=False, index=True),
    Column("attempt", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("normalised", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("detail", Text, nullable=False),
    # What filters ask for beside the value: a profile's network, an address's country, a CMS's name.
    Column("facet", Text),
    Index(None, "kind", "normalised", "target_id"),
)
_has_facet = fact.c.facet.is_not(None)
Index(None, fact.c.kind, fact.c.facet, fact.c.target_id, sqlite_where=_has_facet, postgresql_where=_has_facet)

evidence = Table(
    "evidence",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("fact_id", _Key, _owner("fact.id"), nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("method", Text, nullable=False),
    Column("snippet", Text, nullable=False),
)

# What a table shows and sorts of a result beside its target's row: only where there is something, since most results
# leave most columns empty. `text` has each of several values on a line, `sort_key` is the first, folded and cut.
cell = Table(
    "cell",
    metadata,
    Column("target_id", _Key, _owner("target.id"), primary_key=True, autoincrement=False),
    Column("name", Text, primary_key=True),
    Column("batch_key", _Key, nullable=False),
    Column("text", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Index(None, "batch_key", "name", "sort_key", "target_id"),
)

# What the user says of single domains; it outlives a new scan of them.
tag = Table(
    "tag",
    metadata,
    Column("target_id", _Key, _owner("target.id"), primary_key=True, autoincrement=False),
    Column("folded", Text, primary_key=True),
    Column("batch_key", _Key, nullable=False),
    Column("tag", Text, nullable=False),
    Index(None, "batch_key", "folded", "target_id"),
)

# Values that the user calls wrong. They stay where they were found: what is read leaves them out.
mark = Table(
    "mark",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("normalised", Text, nullable=False),
    Column("domain", Text, nullable=False),  # empty: everywhere
    Column("value", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    UniqueConstraint("kind", "normalised", "domain"),
)

# Batches that are repeated: at `next_at` the domains of `batch_id` are scanned again as a new batch.
schedule = Table(
    "schedule",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("batch_id", Text, nullable=False, unique=True),
    Column("every", Text, nullable=False),
    Column("next_at", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)

# What the user wants never to be kept again: domains that are not scanned, values that are not stored.
suppression = Table(
    "suppression",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("normalised", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    UniqueConstraint("kind", "normalised"),
)

# Lists that the user keeps under a name; `deleted_at` as with batches.
saved_list = Table(
    "saved_list",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("name", Text, nullable=False),
    Column("total", Integer, nullable=False, server_default="0"),
    Column("changed_at", BigInteger, nullable=False),
    Column("deleted_at", BigInteger),
)

saved_domain = Table(
    "saved_list_domain",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("list_id", _Key, _owner("saved_list.id"), nullable=False, index=True),
    Column("domain", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("input", Text, nullable=False),
    Column("columns", Text, nullable=False),
)

# Servers that batches can be sent to. Their tokens are elsewhere; `server` is what was found when one was last asked.
remote = Table(
    "remote",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("base_url", Text, nullable=False),
    Column("tenant", Text),
    Column("ca_file", Text),
    Column("proxy", Text),
    Column("poll_ms", BigInteger, nullable=False),
    Column("allows_plain_http", Integer, nullable=False),
    Column("is_default", Integer, nullable=False),
    Column("server", Text),
    Column("created_at", BigInteger, nullable=False),
)

# How batches of here and those on servers belong together. A link outlives its batch: one that was deleted here is not
# fetched again.
remote_link = Table(
    "remote_link",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("batch_id", Text, nullable=False),
    Column("remote", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("is_ours", Integer),
    Column("remote_id", Text),
    Column("status_cursor", Text),
    Column("pull_cursor", Text),
    Column("push_cursor", BigInteger, nullable=False, server_default="0"),
    Column("push_target", BigInteger, nullable=False, server_default="0"),
    Column("state", Text),
    Column("word", Text, nullable=False, server_default=""),
    Column("total", BigInteger),
    Column("completed", BigInteger),
    Column("failed", BigInteger),
    Column("progress", Float),
    Column("moved_at", BigInteger),
    Column("told_at", BigInteger),
    Column("verdict", Text),
    Column("sentence", Text, nullable=False, server_default=""),
    Column("stall_s", Float, nullable=False, server_default="600"),
    Column("created_at", BigInteger, nullable=False),
    UniqueConstraint("batch_id", "remote"),
    UniqueConstraint("remote", "remote_id"),
)

# What is to be done at servers: one row for each kind, server and batch, written before it is tried.
outbox = Table(
    "outbox",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("remote", Text, nullable=False),
    Column("batch_id", Text, nullable=False),  # empty where no batch is meant
    Column("payload", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_try_at", BigInteger),
    Column("last_error", Text),
    Column("created_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    UniqueConstraint("kind", "remote", "batch_id"),
)

# Domains that were scanned on both sides; `other` is the result that does not count here.
remote_conflict = Table(
    "remote_conflict",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("batch_id", Text, nullable=False),
    Column("domain", Text, nullable=False),
    Column("remote", Text, nullable=False),
    Column("mine_at", BigInteger),
    Column("theirs_at", BigInteger),
    Column("winner", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("found_at", BigInteger, nullable=False),
    Column("is_resolved", Integer, nullable=False, server_default="0"),
    UniqueConstraint("batch_id", "domain", "remote"),
)

# One table of counters, not a sequence: its values become visible in the order of the commits.
counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

property_ = Table(
    "property",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
