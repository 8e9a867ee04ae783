"""Opens CSV files in LibreOffice, set to Danish, and holds what its cells show against the JSON of the same figures: usage,
csv.py FOLDER FILE..., where a FILE is a path without its ending.

Every text is shown as the note has it and is no number, date or truth; every amount is a number.
"""

import json
import subprocess
import sys
import xml.etree.ElementTree as Tree
from decimal import Decimal
from pathlib import Path

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

# The columns of text, and the field of the JSON that each is.
TEXTS = {"notat": "note", "tabel": "table", "post": "post", "valg": "option", "udvalg": "committee", "styringsomraade": "control_area",
         "bevilling": "appropriation", "bevilling_trykt": "appropriation_title", "bevilling_noegle": "appropriation_key",
         "titel": "title", "kategori": "category", "notatets_udvalg": "note_committee", "ui": "ui", "kolonne": "column", "enhed": "unit", "adresse": "address"}


def shown(paragraph):
    """The text of a paragraph, in which runs of blanks are elements."""
    out = paragraph.text or ""
    for child in paragraph:
        if child.tag == TEXT + "s":
            out += " " * int(child.get(TEXT + "c", "1"))
        elif child.tag == TEXT + "tab":
            out += "\t"
        else:
            out += shown(child)
        out += child.tail or ""
    return out


def cells(row):
    """The cells of a row: type, number, and what is shown."""
    for cell in row:
        if cell.tag != TABLE + "table-cell":
            continue
        kind, number = cell.get(OFFICE + "value-type"), cell.get(OFFICE + "value")
        words = "\n".join(shown(paragraph) for paragraph in cell.findall(TEXT + "p"))
        repeated = int(cell.get(TABLE + "number-columns-repeated", "1"))
        # The empty rest of the sheet is one cell too.
        for _ in range(repeated if repeated < 100 else 0):
            yield kind, number, words


def hold(path, opened):
    rows = [list(cells(row)) for row in Tree.parse(opened).getroot().iter(TABLE + "table-row")]
    rows = [row for row in rows if any(kind for kind, _, _ in row)]
    names = [words for _, _, words in rows[0]]
    figures = json.loads(path.with_name(path.name + ".json").read_text(encoding="utf-8"))["figures"]
    assert len(figures) == len(rows) - 1, (len(figures), len(rows))
    faults = []
    for figure, row in zip(figures, rows[1:]):
        found = dict(zip(names, row + [(None, None, "")] * (len(names) - len(row))))
        for name, field in TEXTS.items():
            kind, _, words = found[name]
            # A whole number is shown as it is written.
            right = kind in (None, "string") or (kind == "float" and words.isdigit())
            if words != (figure[field] or "") or not right:
                faults.append(f"{name}: {figure[field]!r} is shown as {words!r} ({kind})")
        kind, number, _ = found["beloeb"]
        if kind != "float" or Decimal(number) != Decimal(figure["amount"]):
            faults.append(f"beloeb: {figure['amount']} is {number} ({kind})")
    if faults or not figures:
        sys.exit(f"{path.name}: {len(faults)} faults\n" + "\n".join(faults[:20]))
    print(f"{path.name}: {len(figures)} figures are shown as they are written")


def main(folder, *files):
    folder = Path(folder)
    profile = (folder / "profile").resolve()
    for number, path in enumerate(map(Path, files)):
        out = folder / f"opened-{number}"
        # Semicolons, quotes, UTF-8, from the first line, Danish (LCID 1030).
        subprocess.run(["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless",
                        "--infilter=Text - txt - csv (StarCalc):59,34,76,1,,1030", "--convert-to", "fods", "--outdir", out,
                        path.with_name(path.name + ".semikolon.csv")], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        hold(path, out / (path.name + ".semikolon.fods"))


main(*sys.argv[1:])
