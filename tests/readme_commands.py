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


@dataclass(frozen=True)
class Example:
    """One command of a document and the output printed below it."""

    command: str
    output: str


def read_examples(document: Path) -> list[Example]:
    """Return the commands of the document's console blocks, in order; a command may run over lines by backslash."""
    examples = []
    for block in BLOCK.findall(document.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, output = re.match(r"((?:.*\\\n)*.*\n)(.*)", part, re.DOTALL).groups()
            examples.append(Example(command.replace("\\\n", " ").strip(), output.rstrip("\n")))
    return examples


def run_curl(command: str, client: FlaskClient) -> str:
    """Return what the curl command would print; only the options that the documents use are known."""
    pretty = command.endswith(PIPE_TO_JSON_TOOL)
    words = shlex.split(command.removesuffix(PIPE_TO_JSON_TOOL))
    options = _curl_options().parse_args(words[1:])
    url = urlsplit(options.url)
    method = options.request or ("POST" if options.data and not options.get else "GET")
    query = "&".join(filter(None, [url.query, *(_encoded(item) for item in options.data_urlencode)]))
    headers = dict(header.split(": ", 1) for header in options.header)
    data = Path(options.data[1:]).read_bytes() if options.data and options.data.startswith("@") else options.data
    response = client.open(url.path, query_string=query, method=method, headers=headers, data=data)
    if options.write_out:
        return options.write_out.replace("%{http_code}", str(response.status_code)).strip("\\n")
    text = response.get_data(as_text=True)
    return json.dumps(json.loads(text), indent=4, ensure_ascii=False) if pretty else text.rstrip("\n")


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
