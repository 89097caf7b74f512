"""Python's garbage collector, kept off what stays for good.

A full pass looks at every object there is, and nothing else of the process runs meanwhile: with what a window and a
database bring along it takes a tenth of a second, in which no key is heard and nothing is painted.
"""

import gc


def pause() -> None:
    """Collect nothing until `spare_what_is_loaded`: while a window is loaded everything is new and nothing garbage."""
    gc.disable()


def spare_what_is_loaded() -> None:
    """Have the collector pass over all that is loaded by now."""
    gc.collect()
    gc.freeze()
    gc.enable()
