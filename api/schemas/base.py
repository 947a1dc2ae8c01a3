"""The two kinds of schema: what comes in is checked, what goes out is only described."""

from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema


class Input(Schema):
    """Something a client sends: unknown fields are refused."""

    class Meta:
        unknown = RAISE

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        known = ", ".join(sorted(self.load_fields))
        self.error_messages["unknown"] = f"There is no such field here; known are: {known}."
        self.error_messages["type"] = "Must be an object."


class Output(Schema):
    """Something the service sends: later versions may add fields."""

    class Meta:
        unknown = EXCLUDE
