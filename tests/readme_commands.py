"""Read the console examples of a document and answer their curl commands from an application."""

import argparse
import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from flask.testing import FlaskClient

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PIPE_TO_JSON_TOOL = " | python3 -m json.tool --no-ensure-ascii"
PIPE_TO_GREP = re.compile(r" \| grep -oE '([^']*)'$")


@dataclass(frozen=True)
class Example:
    """One command of a document and the output printed below it."""

    command: str
    output: str


def read_examples(document: Path) -> list[Example]:
    """Return the commands of the document's console blocks, in order, a line each."""
    examples = []
    for block in BLOCK.findall(document.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            examples.append(Example(command, output.removesuffix("\n")))
    return examples


def run(command: str, client: FlaskClient) -> str:
    """Return what the command would print: curl, alone or piped to json.tool or to grep -oE."""
    if command.endswith(PIPE_TO_JSON_TOOL):
        answer = json.loads(_curl(command.removesuffix(PIPE_TO_JSON_TOOL), client))
        return json.dumps(answer, indent=4, ensure_ascii=False)
    if pipe := PIPE_TO_GREP.search(command):
        answer = _curl(command[: pipe.start()], client)
        return "\n".join(match.group() for match in re.finditer(pipe[1], answer))
    return _curl(command, client)


def _curl(command: str, client: FlaskClient) -> str:
    options = _curl_options().parse_args(shlex.split(command)[1:])
    url = urlsplit(options.url)
    response = client.open(
        url.path,
        query_string="&".join(filter(None, [url.query, *map(_encoded, options.data_urlencode)])),
        method=options.request or ("POST" if options.data else "GET"),
        headers=dict(header.split(": ", 1) for header in options.header),
        data=options.data,
    )
    if options.write_out:
        return str(options.write_out).replace("%{http_code}", str(response.status_code)).removesuffix("\\n")
    return response.get_data(as_text=True)


def _curl_options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="curl", exit_on_error=False)
    parser.add_argument("-s", "--silent", action="store_true")
    parser.add_argument("-G", "--get", action="store_true")
    parser.add_argument("-X", "--request")
    parser.add_argument("-H", "--header", action="append", default=[])
    parser.add_argument("-d", "--data")
    parser.add_argument("-o", "--output")
    parser.add_argument("-w", "--write-out")
    parser.add_argument("--data-urlencode", action="append", default=[])
    parser.add_argument("url")
    return parser


def _encoded(item: str) -> str:
    name, value = item.split("=", 1)
    return f"{name}={quote(value)}"
