"""What the user wants to hold from one start to the next, each setting declared once.

    groups          the settings that are none of a scan's options, one struct a group
    declarations    all settings by their keys, with label, help, unit, limits and choices
    values          one setting read, changed and written in its plain form, as files and people write it

The window's page, the file, `desktop-scanner settings` and the README's table are made from the declarations.
"""

from desktop_scanner.core.settings.groups import Settings

__all__ = ["Settings"]
