"""The bytes that a domain may take, over everything that is fetched for it: pages, robots.txt, sitemaps, redirects."""

from desktop_scanner.core.failures import Failure, FailureKind, failure


class ByteBudget:
    """A budget of bytes; each answer counts as it came or as it unpacked, whichever is larger."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.used = 0
        self.is_spent = False

    def share(self, max_bytes: int) -> int:
        """Return how large the next answer may be; at least one byte, so that its head is still read."""
        return max(1, min(max_bytes, self.limit - self.used))

    def take(self, size: int) -> None:
        """Count an answer, also one that failed."""
        self.used += size
        self.is_spent = self.is_spent or self.used >= self.limit

    def cut(self, url: str, share: int, max_bytes: int) -> Failure | None:
        """Return the failure of an answer larger than its share, where the domain's budget made that share small."""
        if share >= max_bytes:
            return None
        self.is_spent = True
        return self.over(url)

    def over(self, url: str) -> Failure:
        """Return the failure of a page that the budget has no room for."""
        message = f"{url} does not fit into the {self.limit:,} bytes that may be read of a domain."
        return failure(FailureKind.BODY_TOO_LARGE, message)
