#!/bin/sh
# pycel computes a workbook's ROUND in two ways: to decimals and ones it rounds halves away from zero, as Excel does; to
# tens, hundreds and thousands it rounds them to the even digit. ROUND(12500,-3) is 12000 there and 13000 in Excel.
#
# Seen in: pycel 1.0b30 with openpyxl 3.1.5. Its README says that results agree with Excel to five decimals; its
# changelog tells of improvements to ROUND. Exact halves are rare among measured numbers and common among amounts.
# Matters here: ROUND(…;-3) is how kroner become 1.000 kr.; two programs on one workbook then print two totals.
# Answered here by: amounts are rounded half away from zero at every power of ten (Amount::rounded), and the CI computes
# the workbooks that `build` writes in LibreOffice.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check pycel==1.0b30 openpyxl==3.1.5
cat >"$tmp/try.py" <<'END'
from importlib.metadata import version

import openpyxl
from pycel import ExcelCompiler

formulas = ["ROUND(2.5,0)", "ROUND(0.125,2)", "ROUND(25,-1)", "ROUND(1250,-2)", "ROUND(12500,-3)", "ROUND(-12500,-3)", "ROUND(13500,-3)"]
book = openpyxl.Workbook()
for row, formula in enumerate(formulas, 1):
    book.active.cell(row, 1, "=" + formula)
book.save("afrund.xlsx")
sheet = ExcelCompiler("afrund.xlsx")
print("pycel", version("pycel"))
print("done: compute a workbook's formulas")
for row, formula in enumerate(formulas, 1):
    print("seen:", formula, "=", sheet.evaluate(f"Sheet!A{row}"))
print("expected: 3, 0.13, 30, 1300, 13000, -13000, 14000")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
pycel 1.0b30
done: compute a workbook's formulas
seen: ROUND(2.5,0) = 3.0
seen: ROUND(0.125,2) = 0.13
seen: ROUND(25,-1) = 20
seen: ROUND(1250,-2) = 1200
seen: ROUND(12500,-3) = 12000
seen: ROUND(-12500,-3) = -12000
seen: ROUND(13500,-3) = 14000
expected: 3, 0.13, 30, 1300, 13000, -13000, 14000
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
