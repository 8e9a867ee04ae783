#!/bin/sh
# DuckDB finds out the delimiter of a CSV file by itself. In a Danish file (semicolons, decimal commas) whose texts have
# a comma too, every line below the head has the same number of commas, so it parts at the commas: amounts are cut in
# two, and the head, which then does not fit, is left out without a word.
#
# Seen in: duckdb 2.0.1, read_csv without options. The documentation says that the sniffer may choose wrongly and how to
# tell it the delimiter; it does not say that the head is dropped then, nor that being told of the decimal comma changes
# nothing.
# Matters here: Danish CSV is semicolons, decimal commas, and texts of posts with commas in them.
# Answered here by: of the two files that `build --outputs csv` writes, NAME.csv with commas and points is for programs,
# and NAME.semikolon.csv for spreadsheets (docs/pakker.md). The latter is found right as long as its lines have more
# semicolons than commas.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1
cat >"$tmp/try.py" <<'END'
from importlib.metadata import version

import duckdb

open("tal.semikolon.csv", "w", encoding="utf-8").write("post;2027;2028\nLøn, vikarer og pension;1200,5;1300,0\nHusleje, el;12,5;14,5\n")
print("duckdb", version("duckdb"))
print("done: read_csv of")
print("   ", open("tal.semikolon.csv", encoding="utf-8").read().strip().replace("\n", "\n    "))
for options in ("", ", decimal_separator = ','", ", decimal_separator = ',', delim = ';'"):
    read = duckdb.sql(f"select * from read_csv('tal.semikolon.csv'{options})")
    print(f"seen{options}:", read.columns, *read.fetchall())
print("expected: columns post, 2027, 2028, and two rows")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
duckdb 2.0.1
done: read_csv of
    post;2027;2028
    Løn, vikarer og pension;1200,5;1300,0
    Husleje, el;12,5;14,5
seen: ['column0', 'column1', 'column2', 'column3'] ('Løn', ' vikarer og pension;1200', '5;1300', 0) ('Husleje', ' el;12', '5;14', 5)
seen, decimal_separator = ',': ['column0', 'column1', 'column2', 'column3'] ('Løn', ' vikarer og pension;1200', '5;1300', 0) ('Husleje', ' el;12', '5;14', 5)
seen, decimal_separator = ',', delim = ';': ['column0', 'column1', 'column2'] ('post', 2027.0, 2028.0) ('Løn, vikarer og pension', 1200.5, 1300.0) ('Husleje, el', 12.5, 14.5)
expected: columns post, 2027, 2028, and two rows
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
