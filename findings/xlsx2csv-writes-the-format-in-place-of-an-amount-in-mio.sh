#!/bin/sh
# xlsx2csv looks for the letters of dates in a cell's number format, in quoted text too. An amount whose format shows
# its unit, as in #,##0 "mio. kr.", is written as the format itself with a month filled in; the amount is gone. With
# "t.kr." the same amount comes through.
#
# Seen in: xlsx2csv 0.8.6 with XlsxWriter 3.3.1 (to write the file). Its README does not mention units; in a number
# format, text in quotes is shown as it stands.
# Matters here: millions with their unit in the format are how finance departments show overviews, and "mio.", "mia.",
# "md." and "årsværk" all have letters of dates.
# Answered here by: the workbook that `build` writes has plain number formats and tells the unit in a head of its own.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check xlsx2csv==0.8.6 XlsxWriter==3.3.1
cat >"$tmp/try.py" <<'END'
import subprocess
import sys
from importlib.metadata import version

import xlsxwriter

book = xlsxwriter.Workbook("tal.xlsx")
sheet = book.add_worksheet()
for row, shown in enumerate(['#,##0', '#,##0 "t.kr."', '#,##0 "kr."', '#,##0 "mio. kr."', '#,##0.0 "mia. kr."', '0 "md."']):
    sheet.write(row, 0, shown)
    sheet.write_number(row, 1, 1234.5, book.add_format({"num_format": shown}))
book.close()
print("xlsx2csv", version("xlsx2csv"))
print("done: convert a sheet that has the amount 1234.5 six times, in six number formats")
out = subprocess.run([sys.executable, "-m", "xlsx2csv", "-d", ";", "tal.xlsx"], capture_output=True, text=True, check=True).stdout
for line in out.splitlines():
    print("seen:", line)
print("expected: 1234.5 in each line")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
xlsx2csv 0.8.6
done: convert a sheet that has the amount 1234.5 six times, in six number formats
seen: #,##0;1234.5
seen: "#,##0 ""t.kr.""";1234.5
seen: "#,##0 ""kr.""";1234.5
seen: "#,##0 ""mio. kr.""";"#,##0 ""05io. kr."""
seen: "#,##0.0 ""mia. kr.""";"#,##0.0 ""05ia. kr."""
seen: "0 ""md.""";"0 ""0518."""
expected: 1234.5 in each line
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
