#!/bin/sh
# docx2txt leaves out Word's no-break hyphen (Ctrl+Shift+hyphen), so that a saving of -500 is read as 500. docx2python
# does so too. python-docx gives a hyphen, mammoth U+2011.
#
# Seen in: docx2txt 0.9 and docx2python 3.7.1; python-docx 1.2.0 and mammoth 1.13.0 beside them. No README mentions it.
# Word stores it as an element of its own, w:noBreakHyphen, which is text to whoever sees the page.
# Matters here: a no-break hyphen is what keeps a sign and its amount on one line, and a lost sign doubles the error.
# Answered here by: once the sign is gone, only that the totals fail (kolonnesum). U+2011 pasted into a figure, as
# mammoth gives it, is told with -500 as its mend (tal-minus).
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check docx2txt==0.9 docx2python==3.7.1 python-docx==1.2.0 mammoth==1.13.0
cat >"$tmp/try.py" <<'END'
from importlib.metadata import version

import docx
from docx.oxml import parse_xml

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CHANGE = 'w:author="A" w:date="2027-01-01T00:00:00Z"'


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def save(path, *paragraphs):
    file = docx.Document()
    for paragraph in paragraphs:
        file.element.body.insert(len(file.element.body) - 1, parse_xml(f"<w:p {SPACE}>{paragraph}</w:p>"))
    file.save(path)


save("note.docx", run("Besparelse: ") + "<w:r><w:noBreakHyphen/><w:t>500</w:t></w:r>" + run(" t.kr."))
import docx2txt
import mammoth
from docx2python import docx2python

print(", ".join(name + " " + version(name) for name in ("docx2txt", "docx2python", "python-docx", "mammoth")))
print("done: read the text of a Word file that shows: Besparelse: -500 t.kr. (a no-break hyphen)")
print("seen, docx2txt:", docx2txt.process("note.docx").strip())
print("seen, docx2python:", docx2python("note.docx").text.strip())
print("seen, python-docx:", docx.Document("note.docx").paragraphs[0].text)
print("seen, mammoth:", ascii(mammoth.extract_raw_text(open("note.docx", "rb")).value.strip()))
print("expected of each: a sign before 500")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
docx2txt 0.9, docx2python 3.7.1, python-docx 1.2.0, mammoth 1.13.0
done: read the text of a Word file that shows: Besparelse: -500 t.kr. (a no-break hyphen)
seen, docx2txt: Besparelse: 500 t.kr.
seen, docx2python: Besparelse: 500 t.kr.
seen, python-docx: Besparelse: -500 t.kr.
seen, mammoth: 'Besparelse: \u2011500 t.kr.'
expected of each: a sign before 500
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
