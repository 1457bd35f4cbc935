"""What stops the installation, in words for the person in front of it (parses and runs on Python 3.6)."""


class InstallError(Exception):
    """Something only the reader can put right: `message` says what happened, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message
