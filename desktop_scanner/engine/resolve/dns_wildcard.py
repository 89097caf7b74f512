"""Notices name servers that answer for names that do not exist.

Some providers lead unknown names to a page of advertisements, and a network that wants a sign-in leads every name to
its own page; each dead domain of a list would then look alive. So names that nobody can have registered are asked for:
one below a top level that does not exist, and one below .com. What they lead to is no domain's address.

That a zone itself answers for every name below it (*.ws, *.github.io) is left alone: living sites of such a zone have
the very same addresses, so an address cannot tell them from names that are free.
"""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable

from desktop_scanner.engine.resolve import dns_outcomes
from desktop_scanner.engine.resolve.dns_outcomes import Outcome

ASK_EVERY_S = 600.0
ASK_AGAIN_S = 60.0  # where there was no answer

LookUp = Callable[[str], Awaitable[Outcome]]

_LETTERS = "bcdfghjklmnpqrstvwxz"  # without vowels: no name that means anything


class WildcardCheck:
    """Tells answers from those that the name servers in use give for any name; asks when first needed."""

    def __init__(self, look_up: LookUp) -> None:
        self._look_up = look_up
        self._addresses: frozenset[str] = frozenset()
        self._fresh_until = 0.0
        self._asking: asyncio.Task[None] | None = None

    async def judge(self, name: str, outcome: Outcome) -> Outcome:
        """Return the outcome, or that the name is not found where it only has the wildcard's addresses."""
        if not outcome.addresses:
            return outcome
        if time.monotonic() >= self._fresh_until:
            if self._asking is None or self._asking.done():
                self._asking = asyncio.create_task(self._ask(), name="ask for names that do not exist")
            await asyncio.shield(self._asking)
        if not self._addresses.issuperset(outcome.addresses):
            return outcome
        shown = ", ".join(outcome.addresses[:2])
        return dns_outcomes.missing(
            f"{name} seems not to exist: the name servers in use lead every unknown name to {shown}. A network that "
            "first wants a sign-in does that too; other DNS servers can be named in the options."
        )

    async def aclose(self) -> None:
        """Ask no longer."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)

    async def _ask(self) -> None:
        names = (f"{_label(12)}.{_label(14)}", f"{_label(24)}.com")
        outcomes = await asyncio.gather(*(self._look_up(name) for name in names))
        # A time-out says nothing, and neither does one bad answer of two: what was noticed before stays noticed.
        if all(outcome.addresses or outcome.is_missing for outcome in outcomes):
            self._addresses = frozenset(address for outcome in outcomes for address in outcome.addresses)
            self._fresh_until = time.monotonic() + ASK_EVERY_S
        else:
            self._fresh_until = time.monotonic() + ASK_AGAIN_S


def _label(size: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(size))
