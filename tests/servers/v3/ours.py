"""A small server of our own kind: every promise of the API kept, across kills too.

Domains are "scanned" one after the other, `pace_s` each; while `gate` is not set, none is. Run as a program
(`python -m tests.servers.v3.ours --port N --state FILE`) it says on its standard output when it listens.
"""

import argparse
import asyncio
import hashlib
import json
import ssl
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec

from desktop_scanner.core import domains
from desktop_scanner.core.clock import now
from desktop_scanner.core.remotes import DOUBLED_PREFIX, PREFIX
from desktop_scanner.core.results import DomainResult
from tests.servers.v3.ours_results import found
from tests.servers.v3.ours_state import Kept, Made, State
from tests.servers.v3.serving import Asked, HttpServer, Said, lines_of, said_json

TOKENS = {"token-of-a": "tenant-a", "token-of-b": "tenant-b"}

_AT_ONCE = 50


class ProblemError(Exception):
    """An answer with an error status."""

    def __init__(self, status: int, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.more = more


class OursServer(HttpServer):
    """Speaks as our own server is to."""

    packs = True

    def __init__(
        self,
        state: Path | str,
        *,
        tokens: dict[str, str] | None = None,
        pace_s: float = 0.0,
        port: int = 0,
        context: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(port=port, context=context)
        self._path = state
        self._tokens = TOKENS if tokens is None else tokens
        self.pace_s = pace_s
        self.gate = asyncio.Event()
        self.gate.set()
        self._runs: dict[str, asyncio.Task[None]] = {}

    async def start(self) -> None:
        """Open what is kept, listen, and go on with what was not done."""
        self.state = State(self._path)
        await super().start()
        for batch_id in self.state.unfinished():
            self._run(batch_id)

    async def stop(self) -> None:
        """End at once, in the middle of everything; `start` goes on."""
        for task in self._runs.values():
            task.cancel()
        await asyncio.gather(*self._runs.values(), return_exceptions=True)
        self._runs.clear()
        await super().stop()
        self.state.close()

    async def ran(self, batch_id: str) -> None:
        """Wait until a batch has run."""
        await self._runs[batch_id]

    async def answer(self, asked: Asked) -> Said:
        """Answer one request."""
        try:
            return self._answer(asked)
        except ProblemError as problem:
            told = {"type": "about:blank", "title": "Refused", "status": problem.status, "detail": str(problem)}
            return said_json({**told, **problem.more}, problem.status, "application/problem+json")

    def _answer(self, asked: Asked) -> Said:
        prefix = DOUBLED_PREFIX if asked.path.startswith(f"{DOUBLED_PREFIX}/") else PREFIX
        route = asked.path.removeprefix(prefix).strip("/").split("/")
        if not asked.path.startswith(f"{prefix}/"):
            raise ProblemError(404, "There is no such route.")
        if route == ["health"]:
            return said_json({"status": "OK", "message": "Desktop Scanner server", "timestamp": _text(now())})
        return self._routed(asked, route, self._tenant(asked))

    def _routed(self, asked: Asked, route: list[str], tenant: str) -> Said:
        match asked.method, route:
            case "POST", ["batch"]:
                return self._submit(asked, tenant)
            case "GET", ["batches"]:
                return self._list(asked, tenant)
            case "GET", ["batch", batch_id, "status"]:
                return said_json(_status(self._own(batch_id, tenant), self._changes(batch_id, asked)))
            case "POST", ["batch", batch_id, "cancel"]:
                self._own(batch_id, tenant)
                self.state.cancel(batch_id)
                return said_json(_status(self._own(batch_id, tenant), {}))
            case "GET", ["batch", batch_id, "results"]:
                self._own(batch_id, tenant)
                return Said(type="application/x-ndjson", parts=self._results(batch_id, _since(asked)))
            case "PUT", ["batch", batch_id, "results"]:
                return self._upload(asked, batch_id, tenant)
        raise ProblemError(404, "There is no such route.")

    def _tenant(self, asked: Asked) -> str:
        if asked.token not in self._tokens:
            raise ProblemError(401, "The token is missing or not known.")
        tenant = self._tokens[asked.token]
        if asked.headers.get("x-tenant-id", tenant) != tenant:
            raise ProblemError(403, "The token is not one of that tenant.")
        return tenant

    def _own(self, batch_id: str, tenant: str) -> Kept:
        batch = self.state.find(batch_id)
        if batch is None or batch.tenant != tenant:
            raise ProblemError(404, "There is no such batch.")
        return batch

    def _submit(self, asked: Asked, tenant: str) -> Said:
        told = _fields(asked)
        if told.get("tenant_id", tenant) != tenant:
            raise ProblemError(403, "The token is not one of that tenant.")
        batch_id = str(told.get("batch_id") or uuid.uuid4())
        digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
        known = self.state.find(batch_id)
        if known is None:
            names = _valid(told)
            options = json.dumps(told.get("options") or {})
            made = Made(id=batch_id, tenant=tenant, digest=digest, name=str(told.get("name") or ""), options=options)
            self.state.make(msgspec.structs.replace(made, total=len(names), domains=names))
            self._run(batch_id)
        elif known.tenant != tenant or known.digest != digest:
            raise ProblemError(409, "That id belongs to a batch of another content.")
        batch = self._own(batch_id, tenant)
        return said_json(
            {
                "batch_id": batch.id,
                "status_url": f"{PREFIX}/batch/{batch.id}/status",
                "job_count": batch.total,
                "created_at": batch.created_at,
            }
        )

    def _list(self, asked: Asked, tenant: str) -> Said:
        limit = min(max(int(asked.query.get("limit", "100")), 1), 1_000)
        before = asked.query.get("cursor")
        page = self.state.page(tenant, int(before) if before else None, limit + 1)
        more = str(page[limit - 1].number) if len(page) > limit else None
        return said_json({"batches": [_status(each, {}) for each in page[:limit]], "next": more})

    def _changes(self, batch_id: str, asked: Asked) -> dict[str, Any]:
        told = {}
        for name, status, started_at, finished_at, result in self.state.changed(batch_id, _since(asked)):
            failed = msgspec.json.decode(result, type=DomainResult).failure if result else None
            told[name] = {
                "status": status,
                "start_time": started_at,
                "end_time": finished_at,
                "error": failed.message if failed else None,
                "error_kind": failed.kind.value if failed else None,
            }
        return told

    async def _results(self, batch_id: str, since: int) -> AsyncIterator[bytes]:
        while rows := self.state.results(batch_id, since, _AT_ONCE):
            yield b"".join(f'{{"cursor":"{seq}",{result[1:]}\n'.encode() for seq, result in rows)
            since = rows[-1][0]

    def _upload(self, asked: Asked, batch_id: str, tenant: str) -> Said:
        try:
            first, *lines = lines_of(asked.body)
            told = first["batch"]
            results = [msgspec.convert(line, DomainResult) for line in lines]
        except (ValueError, KeyError, TypeError, msgspec.ValidationError) as error:
            raise ProblemError(422, f"The upload cannot be read: {error}") from error
        known = self.state.find(batch_id)
        if known is None:
            name, total, options = str(told.get("name", "")), int(told.get("total", 0)), json.dumps(told.get("options"))
            self.state.make(Made(id=batch_id, tenant=tenant, digest=None, name=name, total=total, options=options))
        self._own(batch_id, tenant)
        stored = self.state.put(batch_id, results)
        return said_json(
            {"batch_id": batch_id, "stored": stored, "kept_newer": len(results) - stored, "created": known is None}
        )

    def _run(self, batch_id: str) -> None:
        self._runs[batch_id] = asyncio.create_task(self._scan(batch_id), name=f"batch {batch_id}")

    async def _scan(self, batch_id: str) -> None:
        await self.gate.wait()
        while (name := self.state.begin(batch_id)) is not None:
            started_at = now()
            await asyncio.sleep(self.pace_s)
            await self.gate.wait()
            batch = self.state.find(batch_id)
            if batch is None or batch.is_cancelled:
                return
            self.state.put(batch_id, [found(name, started_at)])


def _fields(asked: Asked) -> dict[str, Any]:
    try:
        told = asked.json
    except ValueError as error:
        raise ProblemError(400, "The body is no JSON.") from error
    if not isinstance(told, dict):
        raise ProblemError(422, "The body is no object.")
    return told


def _valid(told: dict[str, Any]) -> tuple[str, ...]:
    names = told.get("domains")
    if not isinstance(names, list) or not names:
        raise ProblemError(422, "The list of domains is empty.")
    good, bad = {}, []
    for name in names:
        try:
            good[domains.target(str(name)).domain] = True
        except domains.DomainNameError as error:
            bad.append({"domain": str(name), "detail": str(error)})
    if bad:
        raise ProblemError(422, f"{len(bad)} domains cannot be used.", errors=bad)
    return tuple(good)


def _status(batch: Kept, changes: dict[str, Any]) -> dict[str, Any]:
    is_final = batch.word not in ("pending", "running")
    return {
        "batch_id": batch.id,
        "name": batch.name,
        "status": batch.word,
        "total_domains": batch.total,
        "completed_domains": batch.completed,
        "failed_domains": batch.counts.get("failed", 0),
        "progress": batch.completed / batch.total if batch.total else 1.0,
        "created_at": batch.created_at,
        "updated_at": batch.updated_at,
        "start_time": batch.started_at,
        "end_time": batch.finished_at if is_final else None,
        "processing_time": None,
        "domain_statuses": changes,
        "error": None,
        "options": json.loads(batch.options),
        "metadata": {"domain_count": batch.total},
        "cursor": str(batch.cursor),
    }


def _since(asked: Asked) -> int:
    text = asked.query.get("since", "0")
    if not text.isdigit():
        raise ProblemError(422, "That cursor is none of this server.")
    return int(text)


def _text(instant: Any) -> str:
    return str(msgspec.to_builtins(instant))


async def _serve(arguments: argparse.Namespace) -> None:
    async with OursServer(arguments.state, port=arguments.port, pace_s=arguments.pace) as server:
        print(f"listening on {server.port}", flush=True)  # noqa: T201 -- whoever started it waits for this
        await asyncio.Event().wait()


def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--pace", type=float, default=0.0)
    asyncio.run(_serve(parser.parse_args()))


if __name__ == "__main__":
    main()
