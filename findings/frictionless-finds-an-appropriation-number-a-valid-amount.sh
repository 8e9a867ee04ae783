#!/bin/sh
# frictionless drops the group mark wherever it stands before it reads a number. With Danish marks, 12.5 is valid and is
# 125, and the appropriation number 0.25.10 in the column of amounts is valid and is 2510. The report says that the
# table is in order.
#
# Seen in: frictionless 5.21.0, field properties groupChar "." and decimalChar ",". The Table Schema standard says that
# the group mark groups digits within the number; neither it nor the documentation says that its place is not looked at.
# agate and Babel's parse_decimal (unless strict) read such numbers so too.
# Matters here: it is a validator, asked precisely so that a column which slipped is found; numbers of appropriations
# and amounts are neighbours.
# Answered here by: 1.200 and 12.5 are refused as amounts in 1.000 kr. (tal-punktum, for-mange-decimaler) and 0.25.10 as
# no number (tal-tekst); appropriation numbers are quoted text and are looked up (nummer-uden-anfoerselstegn,
# ukendt-bevilling).
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check frictionless==5.21.0
cat >"$tmp/try.py" <<'END'
from importlib.metadata import version

from frictionless import Resource

open("beloeb.csv", "w", encoding="utf-8").write("post;beloeb\nLøn;1.200\nHusleje;12.5\nLeasing;0.25.10\nI alt;1.2.0.0\n")
schema = {"fields": [{"name": "post", "type": "string"}, {"name": "beloeb", "type": "number", "groupChar": ".", "decimalChar": ","}]}
table = Resource.from_descriptor({"name": "beloeb", "path": "beloeb.csv", "schema": schema, "dialect": {"csv": {"delimiter": ";"}}})
report = table.validate()
print("frictionless", version("frictionless"))
print("done: validate and read the amounts 1.200, 12.5, 0.25.10 and 1.2.0.0 with group mark . and decimal mark ,")
print("seen: valid", report.valid, "with", report.stats["errors"], "errors")
print("seen:", [str(row["beloeb"]) for row in table.read_rows()])
print("expected: 1200, and three errors")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
frictionless 5.21.0
done: validate and read the amounts 1.200, 12.5, 0.25.10 and 1.2.0.0 with group mark . and decimal mark ,
seen: valid True with 0 errors
seen: ['1200', '125', '2510', '1200']
expected: 1200, and three errors
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
