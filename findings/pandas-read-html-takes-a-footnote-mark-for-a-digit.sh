#!/bin/sh
# pandas reads a table cell with 1.200 and a raised footnote mark 1 as 12001: the mark is joined to the amount, the point
# is taken away as a thousands separator, and the column is one of whole numbers like any other. An amount that is struck
# out right before the new one (del and ins, as a published correction has them) becomes one number of both: 20 and 25 are
# 2025.
#
# Seen in: pandas 3.1.1 with lxml 6.1.3. The documentation of read_html speaks of merged cells and of elements that are
# not displayed, and not of raised or struck ones.
# Matters here: amounts with footnotes are those with something to explain, and municipalities publish such tables as web
# pages. The row is ten times too large, and nothing about its type says so.
# Answered here by: where such a figure comes into a note, its total and the other tables about the same money fail
# (kolonnesum, samme-midler). A footnote in a note is [^1] in a text, never part of an amount.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1 lxml==6.1.3
cat >"$tmp/try.py" <<'END'
import io
from importlib.metadata import version

import pandas

PAGE = """<table>
<tr><th>Post</th><th>2027</th></tr>
<tr><td>Løn</td><td>1.200<sup>1</sup></td></tr>
<tr><td>Husleje</td><td>300</td></tr>
<tr><td>El</td><td><del>40</del> <ins>45</ins></td></tr>
<tr><td>Vand</td><td><del>20</del><ins>25</ins></td></tr>
</table>"""


def read(rows):
    page = "\n".join(line for line in PAGE.splitlines() if "<td>" not in line or any(row in line for row in rows))
    column = pandas.read_html(io.StringIO(page), flavor="lxml", thousands=".", decimal=",")[0]["2027"]
    return f"{', '.join(map(str, column))} ({column.dtype})"


print("pandas", version("pandas") + ", lxml", version("lxml"))
print('done: read_html(thousands=".", decimal=",") of 1.200 with a raised 1, 300, and 20 struck out before 25')
print("seen:", read(["Løn", "Husleje", "Vand"]))
print("done: the same with a space between what is struck out and what is new, 40 and 45")
print("seen:", read(["Løn", "Husleje", "El"]))
print("expected: no whole numbers, or 1200, 300, 25 and 1200, 300, 45")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
pandas 3.1.1, lxml 6.1.3
done: read_html(thousands=".", decimal=",") of 1.200 with a raised 1, 300, and 20 struck out before 25
seen: 12001, 300, 2025 (int64)
done: the same with a space between what is struck out and what is new, 40 and 45
seen: 12001, 300, 40 45 (str)
expected: no whole numbers, or 1200, 300, 25 and 1200, 300, 45
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
