"""The paths that send a list as rows by their suffix, such as /v1/claims.csv."""

from flask import Flask

from api.rows import SUFFIXES


def add_suffixes(app: Flask) -> None:
    """Have every list that has rows answered under its path with a suffix too."""
    for rule in list(app.url_map.iter_rules()):
        view = app.view_functions[rule.endpoint]
        if (declared := getattr(view, "operation", None)) and declared.rows:
            path = f"{rule.rule}.<any({', '.join(SUFFIXES)}):suffix>"
            app.add_url_rule(path, endpoint=rule.endpoint, view_func=view, methods=["GET"])
