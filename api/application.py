"""Flask as this service needs it: paths taken as they are, and OPTIONS answered without content."""

from flask import Flask, Response
from werkzeug.routing import BaseConverter

from api.answers import nothing


class IdConverter(BaseConverter):
    """Any part of a path but "bulk", which is no id: so what is under that path has its own methods alone."""

    regex = r"(?!bulk$)[^/]+"


class Application(Flask):
    """The application without any route."""

    def __init__(self, import_name: str) -> None:
        super().__init__(import_name, static_folder=None)
        # "//" and a slash at the end are other paths, and unknown ones
        self.url_map.merge_slashes = False
        self.url_map.redirect_defaults = False
        self.url_map.converters["default"] = IdConverter

    def make_default_options_response(self) -> Response:
        """Return the answer that tells which methods the current path has."""
        response = nothing()
        response.allow.update(super().make_default_options_response().allow)
        return response
