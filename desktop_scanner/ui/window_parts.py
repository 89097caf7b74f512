"""The parts of the window that its controllers work with, handed over as one."""

from dataclasses import dataclass

from desktop_scanner.services.workspace import Workspace
from desktop_scanner.ui.actions import Actions
from desktop_scanner.ui.batch_control import BatchControl
from desktop_scanner.ui.commands import Commands
from desktop_scanner.ui.panels.pages import Pages
from desktop_scanner.ui.tasks import Tasks
from desktop_scanner.ui.theme import Theme


@dataclass(frozen=True)
class WindowParts:
    """What a window consists of."""

    services: Workspace
    pages: Pages
    commands: Commands
    control: BatchControl
    actions: Actions
    tasks: Tasks
    theme: Theme
