#!/bin/sh
# tablib takes an ODS cell's number from the text that the office program displays, not from the value stored beside it.
# 1200, displayed in Danish as "1.200", is read as 1.2, and nothing is said: a thousandth of the money.
#
# Seen in: tablib 3.10.0 with odfpy 1.4.1. Its documentation of the ODS format says nothing of where numbers are taken
# from; OpenDocument says that the attribute office:value is the value, and the text only a picture of it.
# Matters here: budget tables are handed over as spreadsheets, and Danish ones show thousands with a point.
# Answered here by: the rule tal-punktum, which refuses 1.200 in a note instead of taking it for 1,2; figures for other
# programs leave as CSV with exact numbers, and as xlsx. A reader of ODS must take office:value.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check tablib==3.10.0 odfpy==1.4.1
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

save("tal.ods", [
    [("post", text), ("2027", text)],
    [("Løn", text), ("1.200", {"valuetype": "float", "value": "1200"})],
    [("Husleje", text), ("12.500", {"valuetype": "float", "value": "12500"})],
])
import tablib

read = tablib.Dataset().load(open("tal.ods", "rb").read(), format="ods")
print("tablib", version("tablib"))
print("done: load an ODS file whose cells hold 1200 and 12500 and display 1.200 and 12.500")
print("seen:", ", ".join(f"{row['post']} {row['2027']}" for row in read.dict))
print("expected: Løn 1200, Husleje 12500")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
tablib 3.10.0
done: load an ODS file whose cells hold 1200 and 12500 and display 1.200 and 12.500
seen: Løn 1.2, Husleje 12.5
expected: Løn 1200, Husleje 12500
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
