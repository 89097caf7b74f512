"""Why a page cannot be read: the only errors that leave this layer.

ValueError
    DecodeError             the bytes are no text in any encoding
    HtmlTooComplexError     the markup would take the parser too long
"""


class DecodeError(ValueError):
    """The bytes are no text in any encoding that pages are written in."""


class HtmlTooComplexError(ValueError):
    """The markup is nested so deeply, or has so many attributes, that parsing it would take too long."""
