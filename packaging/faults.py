"""What can keep a machine from being set up."""


class SetupError(Exception):
    """The machine cannot be set up; `str(error)` is for the user, with a next step."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status
