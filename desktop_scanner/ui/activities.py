"""What a domain does right now or waits for, in the language of the window; the engine tells it in English."""

import re

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_WAITING = "Waiting: "
_TEMPLATES = (
    QT_TRANSLATE_NOOP("activities", "Looking up"),
    QT_TRANSLATE_NOOP("activities", "Connecting"),
    QT_TRANSLATE_NOOP("activities", "Looking at the other doors"),
    QT_TRANSLATE_NOOP("activities", "Reading robots.txt"),
    QT_TRANSLATE_NOOP("activities", "Reading security.txt"),
    QT_TRANSLATE_NOOP("activities", "Reading the icon"),
    QT_TRANSLATE_NOOP("activities", "Reading {0}"),
    QT_TRANSLATE_NOOP("activities", "Trying again in {0}"),
    QT_TRANSLATE_NOOP("activities", "Waiting: host slot"),
    QT_TRANSLATE_NOOP("activities", "Waiting: host delay"),
    QT_TRANSLATE_NOOP("activities", "Waiting: host delay, slowed to {0}"),
    QT_TRANSLATE_NOOP("activities", "Waiting: address slot"),
    QT_TRANSLATE_NOOP("activities", "Waiting: address delay"),
    QT_TRANSLATE_NOOP("activities", "Waiting: address delay, slowed to {0}"),
    QT_TRANSLATE_NOOP("activities", "Waiting: Retry-After {0}"),
    QT_TRANSLATE_NOOP("activities", "Waiting: {0} is down, next try in {1}"),
)
_PATTERNS = [(str(text), re.compile(re.sub(r"\\\{\d\\\}", "(.+)", re.escape(str(text))))) for text in _TEMPLATES]


def shown(activity: str) -> str:
    """Return the activity as the window says it; one that is not known stays as it is."""
    for template, pattern in _PATTERNS:
        if found := pattern.fullmatch(activity):
            return QCoreApplication.translate("activities", template).format(*found.groups())
    return activity


def is_waiting(activity: str) -> bool:
    """Return whether the domain does nothing but wait."""
    return activity.startswith(_WAITING)
