"""Bytes to facts: what a page says, each value with its evidence. Pure: no I/O, no HTTP, no event loop.

    merge                      the facts of a domain's pages, each once
      page                     one page, from its bytes to all facts
        emails, phones, social, organization, technologies, custom_rules, security
          page_facts           title, icon, logo, counts, trackers
            linked_data        JSON-LD, microdata, RDFa
              places           countries and postal addresses
                companies      names and legal forms
                  parsing      from bytes to a tree
                    text       words, languages, snippets

Each room imports from those below it only; those in one line know nothing of each other.
"""

from desktop_scanner.extract.errors import DecodeError, HtmlTooComplexError

__all__ = ["DecodeError", "HtmlTooComplexError"]
