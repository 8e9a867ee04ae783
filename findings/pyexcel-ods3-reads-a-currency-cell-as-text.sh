#!/bin/sh
# pyexcel-ods3 gives a cell that is formatted as currency as a text, number and currency code together, and the plain
# number beside it as a number. Adding up the numbers of a column leaves every currency cell out, and nothing is said.
#
# Seen in: pyexcel-ods3 0.6.1 with pyexcel-ezodf 0.3.4 and odfpy 1.4.1 (to write the file). Its documentation does not
# mention currency; its sisters for xlsx give the number, for there a currency is only a format.
# Matters here: in a column of one amount a row, kroner are often formatted as currency in the first row or the total
# only.
# Answered here by: the rule tal-tekst, which tells a figure that is written as text. The workbook that `build` writes
# has numbers alone, and its unit stands in the head.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check pyexcel-ods3==0.6.1 odfpy==1.4.1
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
    [("Løn", text), ("1.200,50 kr.", {"valuetype": "currency", "value": "1200.5", "currency": "DKK"})],
    [("Husleje", text), ("300,00", {"valuetype": "float", "value": "300"})],
    [("I alt", text), ("1.500,50 kr.", {"valuetype": "currency", "value": "1500.5", "currency": "DKK"})],
])
from pyexcel_ods3 import get_data

rows = get_data("tal.ods")["Ark1"]
print("pyexcel-ods3", version("pyexcel-ods3"))
print("done: read a column with 1200.5 and 1500.5 as currency (DKK) and 300 as a number")
print("seen:", [row[1] for row in rows])
print("seen: sum of the numbers above the total:", sum(row[1] for row in rows[:2] if isinstance(row[1], (int, float))))
print("expected: [1200.5, 300, 1500.5], sum 1500.5")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
pyexcel-ods3 0.6.1
done: read a column with 1200.5 and 1500.5 as currency (DKK) and 300 as a number
seen: ['1200.5 DKK', 300, '1500.5 DKK']
seen: sum of the numbers above the total: 300
expected: [1200.5, 300, 1500.5], sum 1500.5
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
