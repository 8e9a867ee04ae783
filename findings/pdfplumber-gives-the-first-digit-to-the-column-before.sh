#!/bin/sh
# pdfplumber parts words at no-break spaces. In a table without lines, whose thousands are parted by no-break spaces,
# its columns then run through the amounts: of "12 500" the 1 stands at the end of the column before. Every cell still
# looks like a number.
#
# Seen in: pdfplumber 0.11.10 with reportlab 5.1.0 (to write the page). Its README says that columns are deduced from
# how words align, and that blanks part words unless text_keep_blank_chars is set; it does not say that a no-break space
# is such a blank.
# Matters here: a no-break space is put between thousands so that nothing parts them, and old notes are read from PDFs.
# Answered here by: a PDF of a note carries its source as an attachment and its cells as tagged table cells, so that
# nobody needs to guess columns; thousands are printed with a point.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check pdfplumber==0.11.10 reportlab==5.1.0
cat >"$tmp/try.py" <<'END'
from importlib.metadata import version

import pdfplumber
from reportlab.pdfgen.canvas import Canvas

page = Canvas("tabel.pdf")
rows = [("Post", "2027", "2028"), ("Løn", "1 200", "12 500"), ("Husleje", "400", "1 400"), ("I alt", "1 600", "13 900")]
for line, (post, *amounts) in enumerate(rows):
    page.drawString(50, 800 - 20 * line, post)
    for column, amount in enumerate(amounts):
        page.drawRightString(250 + 100 * column, 800 - 20 * line, amount.replace(" ", "\u00a0"))
page.save()
read = pdfplumber.open("tabel.pdf").pages[0]
print("pdfplumber", version("pdfplumber"))
print("done: extract_table by text from a page with no-break spaces between thousands:")
print("   ", rows)


def table(**more):
    found = read.extract_table({"vertical_strategy": "text", "horizontal_strategy": "text", **more})
    return [tuple(cell.replace("\u00a0", " ") for cell in row) for row in found if any(row)]


print("seen:", table())
print("seen with text_keep_blank_chars:", table(text_keep_blank_chars=True))
print("expected: the rows above")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
pdfplumber 0.11.10
done: extract_table by text from a page with no-break spaces between thousands:
    [('Post', '2027', '2028'), ('Løn', '1 200', '12 500'), ('Husleje', '400', '1 400'), ('I alt', '1 600', '13 900')]
seen: [('Post', '2027', '2028'), ('Løn', '1 200 1', '2 500'), ('Husleje', '400', '1 400'), ('I alt', '1 600 1', '3 900')]
seen with text_keep_blank_chars: [('Post', '2027', '2028'), ('Løn', '1 200', '12 500'), ('Husleje', '400', '1 400'), ('I alt', '1 600', '13 900')]
expected: the rows above
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
