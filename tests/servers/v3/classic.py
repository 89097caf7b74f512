"""The classic v3 server, re-created from what recordings of it show, with its faults by switch.

Its batches go by hand (`begin`, `move`, `finish`), or by themselves where `takes_s` is given. `kill` strands them, as a
killed server does: what they say stays as it is, and only the time that they took goes on.
"""

import asyncio
import ssl
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from desktop_scanner.core.remotes import DOUBLED_PREFIX, PREFIX
from tests.servers.v3 import tokens
from tests.servers.v3.serving import Asked, HttpServer, Said, said_json

Prefixes = Literal["doubled", "single"]
Place = Literal["domain_statuses", "domain_results", "metadata"]

TRACEBACK = (
    'Traceback (most recent call last):\n  File "/app/main.py", line 7, in run\nRuntimeError: no running event loop\n'
)


@dataclass
class Batch:
    """A batch as the server's database holds it."""

    id: str
    domains: list[str]
    created_at: datetime
    status: str = "pending"
    completed: int = 0
    updated_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    is_stranded: bool = False
    task: asyncio.Task[None] | None = field(default=None, repr=False)


@dataclass
class Job:
    """A single scan."""

    id: str
    created_at: datetime


class ClassicServer(HttpServer):
    """Speaks as the classic server does; `clock_ahead` is how wrong its clock is."""

    def __init__(
        self,
        *,
        prefixes: Prefixes = "doubled",
        is_production: bool = False,
        statuses_in: Place | None = None,
        takes_s: float | None = None,
        port: int = 0,
        context: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(port=port, context=context)
        self.prefixes: Prefixes = prefixes
        self.is_production = is_production
        self.statuses_in: Place | None = statuses_in
        self.takes_s = takes_s
        self.clock_ahead = timedelta()
        self.has_lost_database = False  # questions are answered with `error`, as if they were about the batch
        self.has_tracebacks = False  # everything but health fails, in plain text
        self.batches: dict[str, Batch] = {}
        self.jobs: dict[str, Job] = {}

    @property
    def prefix(self) -> str:
        """Return the prefix at which it answers."""
        return DOUBLED_PREFIX if self.prefixes == "doubled" else PREFIX

    def now(self) -> datetime:
        """Return the time by its own clock."""
        return datetime.now(UTC) + self.clock_ahead

    def begin(self, batch_id: str) -> None:
        """Let a batch be worked on; its counts do not move by that."""
        batch = self.batches[batch_id]
        batch.status, batch.started_at = "processing", self.now()
        batch.updated_at = batch.started_at

    def move(self, batch_id: str, completed: int) -> None:
        """Let the counts move, as they do shortly before the end."""
        batch = self.batches[batch_id]
        batch.completed, batch.updated_at = completed, self.now()

    def finish(self, batch_id: str, status: str = "completed") -> None:
        """Let a batch end: everything counts as completed, whatever became of it."""
        batch = self.batches[batch_id]
        self.move(batch_id, len(batch.domains))
        batch.status, batch.finished_at = status, batch.updated_at

    async def kill(self) -> None:
        """Die: what was being worked on stays as it is, for ever."""
        for batch in self.batches.values():
            if batch.task:
                batch.task.cancel()
            batch.is_stranded = batch.finished_at is None
        await super().stop()

    async def stop(self) -> None:
        """End, with what works in it."""
        tasks = [batch.task for batch in self.batches.values() if batch.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await super().stop()

    async def answer(self, asked: Asked) -> Said:
        """Answer one request."""
        said = self._answer(asked)
        said.headers["cache-control"] = "no-store, no-cache, must-revalidate, max-age=0"
        return said

    def _answer(self, asked: Asked) -> Said:
        if asked.path == "/health":
            return said_json({"status": "ok"})
        if asked.path == "/health/database":
            return said_json({"status": "ok", "message": "Database connection successful"})
        if not asked.path.startswith(f"{self.prefix}/"):
            return _error(404, "Not Found")
        route = asked.path.removeprefix(self.prefix)
        if route.endswith("/"):
            place = f"http://{asked.headers['host']}{asked.path.rstrip('/')}"
            return Said(307, headers={"location": place})
        if route == "/health":
            message = "Batch page scraper service is healthy"
            return said_json({"status": "OK", "message": message, "timestamp": _naive(self.now())})
        return self._routed(asked, route.strip("/").split("/"))

    def _routed(self, asked: Asked, parts: list[str]) -> Said:
        routes: dict[tuple[str, ...], tuple[str, Callable[[], Said]]] = {
            ("batch",): ("POST", lambda: self._submit(asked)),
            ("scan",): ("POST", lambda: self._scan(asked)),
            ("batch", "*", "status"): ("GET", lambda: self._status(parts[1])),
            ("status", "*"): ("GET", lambda: self._job(parts[1])),
        }
        pattern = tuple("*" if index == 1 else part for index, part in enumerate(parts))
        if pattern not in routes:
            return _error(404, "Not Found")
        method, act = routes[pattern]
        if asked.method != method:
            return _error(405, "Method Not Allowed")
        return self._refused(asked) or act()

    def _refused(self, asked: Asked) -> Said | None:
        if self.has_tracebacks:
            return Said(500, TRACEBACK.encode(), "text/plain; charset=utf-8")
        if not self.is_production:
            return None
        if asked.token is None:
            return _error(401, "Not authenticated")
        told = tokens.claims(asked.token)
        if told is None:
            return _error(401, "Could not validate credentials")
        try:
            uuid.UUID(told["sub"])
        except ValueError as error:
            return _error(400, {"message": "Invalid input parameter", "error": str(error)})
        return None

    def _submit(self, asked: Asked) -> Said:
        if not asked.body:
            return _unprocessable("Field required", "missing", "body")
        try:
            told = asked.json
        except ValueError:
            return _unprocessable("JSON decode error", "json_invalid", "body", 1)
        return _wrong(told) or self._taken(told["domains"])

    def _taken(self, domains: list[str]) -> Said:
        batch = Batch(str(uuid.uuid4()), domains, self.now())  # whatever id was asked for
        self.batches[batch.id] = batch
        if self.takes_s is not None:
            batch.task = asyncio.create_task(self._work(batch, self.takes_s), name=f"batch {batch.id}")
        return said_json(
            {
                "batch_id": batch.id,
                "status_url": f"{PREFIX}/batch/{batch.id}/status",  # the single form, wherever it answers
                "job_count": len(domains),
                "created_at": _naive(batch.created_at),
            }
        )

    async def _work(self, batch: Batch, takes_s: float) -> None:
        self.begin(batch.id)
        await asyncio.sleep(takes_s)
        self.finish(batch.id)

    def _status(self, text: str) -> Said:
        if self.has_lost_database:
            return said_json(self._empty(text, "error", "connection to the database was lost"))
        try:
            batch_id = str(uuid.UUID(text))
        except ValueError:
            return said_json(self._empty(text, "error", f"Invalid UUID format: {text}"))
        batch = self.batches.get(batch_id)
        if batch is None:
            return said_json(self._empty(text, "unknown", "Batch not found"))
        return said_json(self._told(batch))

    def _told(self, batch: Batch) -> dict[str, Any]:
        end = batch.finished_at or self.now()
        metadata: dict[str, Any] = {"domain_count": len(batch.domains)}
        statuses = {name: self._domain(batch, at) for at, name in enumerate(batch.domains)} if self.statuses_in else {}
        if self.statuses_in == "domain_results":
            metadata["domain_results"] = statuses
        elif self.statuses_in == "metadata":
            metadata["domain_statuses"] = statuses
        return {
            "batch_id": batch.id,
            "status": batch.status,
            "total_domains": len(batch.domains),
            "completed_domains": batch.completed,
            "failed_domains": 0,
            "progress": batch.completed / len(batch.domains),
            "created_at": _naive(batch.created_at),
            "updated_at": _naive(batch.updated_at or batch.created_at),
            "start_time": _naive(batch.started_at),
            "end_time": _naive(batch.finished_at),
            "processing_time": (end - batch.started_at).total_seconds() if batch.started_at else None,
            "domain_statuses": statuses if self.statuses_in == "domain_statuses" else {},
            "error": None,
            "metadata": metadata,
        }

    def _domain(self, batch: Batch, at: int) -> dict[str, Any]:
        is_done = at < batch.completed
        return {
            "status": "completed" if is_done else "pending",
            "job_id": str(uuid.uuid5(uuid.UUID(batch.id), str(at))),
            "start_time": _naive(batch.started_at),
            "end_time": _naive(batch.updated_at) if is_done else None,
            "processing_time": 0.25 if is_done else None,
            "error": None,
        }

    def _empty(self, batch_id: str, status: str, error: str) -> dict[str, Any]:
        nothing = self._told(Batch(batch_id, ["-"], self.now(), status))
        return {**nothing, "total_domains": 0, "progress": 0.0, "domain_statuses": {}, "error": error, "metadata": {}}

    def _scan(self, asked: Asked) -> Said:
        try:
            told = asked.json
        except ValueError:
            return _unprocessable("JSON decode error", "json_invalid", "body", 1)
        if not isinstance(told, dict):
            return _unprocessable("Input should be a valid dictionary", "dict_type", "body")
        address = str(told.get("base_url") or "")
        if not address:
            return _error(400, {"message": "Missing required parameter", "error": "base_url is required"})
        if " " in address:
            why = f"Domain validation error: Invalid domain format: {address}"
            return _error(400, {"message": "Invalid input parameter", "error": why})
        job = Job(str(uuid.uuid4()), self.now())
        self.jobs[job.id] = job
        place = f"{PREFIX}/status/{job.id}"
        return said_json({"job_id": job.id, "status_url": place, "created_at": _naive(job.created_at)})

    def _job(self, text: str) -> Said:
        try:
            job_id = str(uuid.UUID(text))
        except ValueError as error:
            why = {
                "message": "An error occurred while retrieving job status",
                "error": f"(DataError): {error}\n[SQL: ...]",
            }
            return _error(500, why)
        job = self.jobs.get(job_id)
        at = _naive(job.created_at if job else self.now())
        none = dict.fromkeys(("domain_id", "created_by", "result_data", "error", "job_metadata"))
        status = "pending" if job else "unknown"
        return said_json(
            {"job_id": job_id, "status": status, "progress": 0.0, **none, "created_at": at, "updated_at": at}
        )


def _wrong(told: Any) -> Said | None:
    """Return what the server says to a body of the wrong shape; what the names are is nothing to it."""
    if not isinstance(told, dict):
        say = "Input should be a valid dictionary or object to extract fields from"
        return _unprocessable(say, "model_attributes_type", "body")
    if wrong := list(_wrong_domains(told)):
        return said_json({"detail": wrong, "error": True}, 422)
    if message := _wrong_number(told.get("max_pages", 1)):
        return said_json({"detail": [_entry(*message, "body", "max_pages")], "error": True}, 422)
    if not told["domains"]:
        return _error(400, {"message": "Missing required parameter", "error": "domains list is required"})
    return None


def _wrong_domains(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "domains" not in told:
        yield _entry("Field required", "missing", "body", "domains")
    elif not isinstance(told["domains"], list):
        yield _entry("Input should be a valid list", "list_type", "body", "domains")
    else:
        for at, each in enumerate(told["domains"]):
            if not isinstance(each, str):
                yield _entry("Input should be a valid string", "string_type", "body", "domains", at)


def _wrong_number(value: Any) -> tuple[str, str] | None:
    """Return what is wrong with a number's type; any number is right, and many a text."""
    if isinstance(value, float) and value % 1:
        return "Input should be a valid integer, got a number with a fractional part", "int_from_float"
    return ("Input should be a valid integer", "int_type") if value is None else None


def _error(status: int, message: Any) -> Said:
    return said_json({"error": True, "message": message, "status_code": status}, status)


def _entry(message: str, kind: str, *place: Any) -> dict[str, Any]:
    return {"loc": list(place), "msg": message, "type": kind}


def _unprocessable(message: str, kind: str, *place: Any) -> Said:
    return said_json({"detail": [_entry(message, kind, *place)], "error": True}, 422)


def _naive(instant: datetime | None) -> str | None:
    """Return an instant as the server writes it: UTC without saying so, with a fraction or without."""
    return instant.replace(tzinfo=None).isoformat() if instant else None
