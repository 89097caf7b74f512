"""Bytes to facts: what a page says, each value with its evidence. Pure: no I/O, no HTTP, no event loop."""

from desktop_scanner.extract.errors import DecodeError, HtmlTooComplexError

__all__ = ["DecodeError", "HtmlTooComplexError"]
