"""Where the program keeps its files on this machine; nothing is made here."""

from pathlib import Path

import platformdirs

_NAME = "desktop-scanner"


def data_folder() -> Path:
    """Return the folder of everything that should outlive the program."""
    return platformdirs.user_data_path(_NAME, appauthor=False)


def database() -> Path:
    """Return the database that is used where none is named."""
    return data_folder() / "scanner.db"


def settings_file() -> Path:
    """Return the file of the user's settings."""
    return platformdirs.user_config_path(_NAME, appauthor=False) / "settings.toml"


def log_file() -> Path:
    """Return the file of the program's own log."""
    return platformdirs.user_log_path(_NAME, appauthor=False) / "desktop-scanner.log"


def crash_file() -> Path:
    """Return the file that a crash of the window leaves its trace in, beside the log."""
    return log_file().with_name("crash.log")


def token_file() -> Path:
    """Return the file of tokens, which is made only where the user agreed to that."""
    return data_folder() / "tokens.json"
