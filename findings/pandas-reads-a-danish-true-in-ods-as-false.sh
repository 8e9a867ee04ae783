#!/bin/sh
# pandas decides a boolean ODS cell by the text that is displayed, and knows only the English word. A cell that is true,
# and is displayed as SAND by a Danish office program, is read as False; FALSK is False too, so that the column is all
# False.
#
# Seen in: pandas 3.1.1 with odfpy 1.4.1. The documentation of read_excel says nothing of the language; OpenDocument
# stores the truth in office:boolean-value, whatever the language. Its other engine for ODS (calamine) reads it right.
# Matters here: what a spreadsheet says of a post (permanent or not, counted or not) decides which total it is in.
# Answered here by: notes say true and false in TOML alone; SAND is told by the rule syntaks and "ja" by forkert-slags,
# with true as the mend.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1
cat >"$tmp/try.py" <<'END'
from importlib.metadata import version
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P


def save(path, rows):
    """A spreadsheet as a Danish office program saves it: each cell has its value, and the text that is shown."""
    book = OpenDocumentSpreadsheet()
    table = Table(name="Ark1")
    for row in rows:
        line = TableRow()
        for shown, value in row:
            cell = TableCell(**value)
            cell.addElement(P(text=shown))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(path)


text = {"valuetype": "string"}

save("varig.ods", [
    [("post", text), ("varig", text)],
    [("Løn", text), ("SAND", {"valuetype": "boolean", "booleanvalue": "true"})],
    [("Husleje", text), ("FALSK", {"valuetype": "boolean", "booleanvalue": "false"})],
    [("Leasing", text), ("TRUE", {"valuetype": "boolean", "booleanvalue": "true"})],
])
import pandas

print("pandas", version("pandas"))
print("done: read_excel of an ODS file with true (displayed SAND), false (FALSK) and true (TRUE)")
for engine in ("odf", "calamine"):
    print("seen, engine", engine + ":", [bool(cell) for cell in pandas.read_excel("varig.ods", engine=engine)["varig"]])
print("expected: [True, False, True] from both")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
pandas 3.1.1
done: read_excel of an ODS file with true (displayed SAND), false (FALSK) and true (TRUE)
seen, engine odf: [False, False, True]
seen, engine calamine: [True, False, True]
expected: [True, False, True] from both
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
