"""The limit of an export: rows of a SQLite file, read and written to standard output as they are.

python -m bench.bare_exports ndjson STORE     the ready-made documents of active claims, a line each
python -m bench.bare_exports csv ROWS         the rows of the table `flat`, by csv.writer
"""

import csv
import io
import sqlite3
import sys

_DOCUMENTS = "SELECT document FROM claims WHERE status = 'active' ORDER BY created_at, id"


def main() -> None:
    """Write the rows."""
    form, path = sys.argv[1:]
    connection = sqlite3.connect(path)
    if form == "ndjson":
        rows = connection.execute(
            "SELECT document FROM claims WHERE status = 'active' ORDER BY created_at, id"
        )
        sys.stdout.buffer.writelines(f"{document}\n".encode() for (document,) in rows)
    else:
        out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
        csv.writer(out).writerows(connection.execute("SELECT * FROM flat"))
        out.flush()


if __name__ == "__main__":
    main()
