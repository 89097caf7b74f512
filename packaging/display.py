"""Whether the program opens a window, and whether there is a display to open it on."""

import ctypes
from collections.abc import Mapping, Sequence

X11 = "xcb"
WAYLAND = "wayland"
OFFSCREEN = "offscreen"
NATIVE = "native"

_WAYS_ON = (
    "give the window a virtual one with `xvfb-run -a .venv/bin/desktop-scanner` (package xvfb), or scan without a "
    "window with `.venv/bin/desktop-scanner scan example.com`."
)
SENTENCE = f"There is no display: {_WAYS_ON}"

_WINDOW_COMMANDS = ("window", "demo")
_ONLY_PRINT = ("--help", "-h", "--version", "--install-completion", "--show-completion")


def opens_window(arguments: Sequence[str]) -> bool:
    """Return whether the program opens a window when it is started with these arguments."""
    if any(argument in _ONLY_PRINT for argument in arguments):
        return False
    # Options come after their command, so that a first argument with a dash is one of the window itself.
    return not arguments or arguments[0] in _WINDOW_COMMANDS or arguments[0].startswith("-")


def platform(variables: Mapping[str, str], system: str) -> str | None:
    """Return the name of Qt's platform plugin that will be used, or None where there is no display."""
    if chosen := variables.get("QT_QPA_PLATFORM"):
        return chosen.partition(";")[0].partition(":")[0]
    if not system.startswith("linux"):
        return NATIVE
    if variables.get("WAYLAND_DISPLAY"):
        return WAYLAND
    return X11 if variables.get("DISPLAY") else None


def answers(platform: str, variables: Mapping[str, str]) -> bool:
    """Return whether the display can be reached; only X11 is asked, because Qt ends the program where it fails."""
    if platform != X11:
        return True
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # the check of the libraries has more to say
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(variables.get("DISPLAY", "").encode() or None, None)
    has_error = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not has_error


def unreachable(variables: Mapping[str, str]) -> str:
    """Return the sentence for a display that does not answer."""
    return f'The display "{variables.get("DISPLAY", "")}" does not answer: {_WAYS_ON}'
