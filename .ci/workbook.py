"""Holds workbooks against the JSON of the same packs: usage, workbook.py FOLDER PACK..., where a PACK is a path without its ending.

Each workbook is read as it was built, and then computed anew by LibreOffice after marks in it were changed: openpyxl writes formulas
without their results, so that what is read back was computed.
"""

import json
import subprocess
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl

ALL = "alle"

# How many columns of words the sheets of sums have.
WORDS = {"Udvalg": 4, "Styringsområder": 2}


class Pack:
    """What the JSON says, and what follows of it when marks change."""

    def __init__(self, path):
        self.data = json.loads(path.read_text(encoding="utf-8"))
        self.pack = self.data["pack"]
        self.marks = {}
        for note in self.pack["notes"]:
            self.marks[note["id"], None] = [Decimal(note["counted"]), Decimal(1)]
            for option in note["options"]:
                self.marks[note["id"], option["id"]] = [Decimal(option["counted"]), Decimal(1)]

    def weight(self, marks, note, option):
        weight = marks[note, None][0] * marks[note, None][1]
        return weight if option is None else weight * marks[note, option][0] * marks[note, option][1]

    def part(self, marks, figure):
        """What a figure counts: its share, rounded by itself as its table is, half away from zero."""
        amount = Decimal(figure["in_pack"]["amount"])
        share = amount * self.weight(marks, figure["note"], figure["option"])
        step = Decimal(1).scaleb(min(amount.normalize().as_tuple().exponent, -figure["in_pack"]["decimals"]))
        return share.quantize(step, ROUND_HALF_UP)

    def against(self, marks):
        """How many lines can't stand with others as they are marked: what excludes another, or lacks its prerequisite."""
        notes = {note["id"]: note for note in self.pack["notes"]}
        wrong = 0
        for note, option in marks:
            if not self.weight(marks, note, option):
                continue
            if option is None:
                others = [other for other in notes if other in notes[note]["excludes"] or note in notes[other]["excludes"]]
                lacks = any(other not in notes or not self.weight(marks, other, None) for other in notes[note]["presupposes"])
                wrong += lacks or any(self.weight(marks, other, None) for other in others)
            else:
                options = {own["id"]: own for own in notes[note]["options"]}
                others = [other for other in options if other in options[option]["excludes"] or option in options[other]["excludes"]]
                wrong += any(self.weight(marks, note, other) for other in others)
        return wrong

    def clashes(self):
        """A mark that can't stand with the others, where there is one."""
        for key, mark in self.marks.items():
            if not mark[0]:
                changed = [Decimal(1), Decimal(1)]
            elif key[1] is None:
                changed = [Decimal(0), Decimal(1)]
            else:
                continue
            if self.against({**self.marks, key: changed}) > self.against(self.marks):
                yield f"{key} marked against the others", key, changed
                return

    def expected(self, marks):
        """Sums by sheet and row, of the figures in long form."""
        sums = defaultdict(Decimal)
        for figure in self.data["figures"]:
            placed = figure["in_pack"]
            if placed is None:
                continue
            amount = self.part(marks, figure)
            committee, area, year = figure["committee"], placed["control_area"], placed["year"]
            for key in [(committee, area), (committee, ALL), (ALL, ALL)]:
                sums["Udvalg", *key, year] += amount
            for key in [area, ALL]:
                sums["Styringsområder", key, year] += amount
            for frame in self.pack["frames"]:
                covered = {ALL, area, figure["control_area"]} & set(frame["control_areas"])
                whose = not frame["committees"] or committee in frame["committees"]
                if covered and whose and frame["name"] not in figure["outside"]:
                    sums["Rammer", frame["name"], year] += amount
        return sums

    def said(self):
        """What the JSON itself says of the pack as it is."""
        sums = defaultdict(Decimal)
        for total in self.pack["totals"]:
            amount = Decimal(total["amount"])
            sums["Udvalg", total["committee"], total["control_area"], total["year"]] += amount
            sums["Udvalg", total["committee"], ALL, total["year"]] += amount
            sums["Udvalg", ALL, ALL, total["year"]] += amount
            sums["Styringsområder", total["control_area"], total["year"]] += amount
            sums["Styringsområder", ALL, total["year"]] += amount
        for frame in self.pack["frames"]:
            for year in frame["years"]:
                sums["Rammer", frame["name"], year["year"]] = Decimal(year["used"])
        return sums


def exact(value):
    """A cell's number as the shortest decimal that it is."""
    return Decimal(repr(value))


def read(path):
    """The sums that a workbook shows, what is left of its frames, and how many cells that was."""
    book = openpyxl.load_workbook(path, data_only=True)
    sums, left = {}, {}
    for name, words in WORDS.items():
        rows = book[name].iter_rows(values_only=True)
        # What the document prints stands after the sums, and does not follow marks.
        years = [year for year in next(rows)[words:] if not str(year).endswith("som trykt")]
        for row in rows:
            keys = (row[0], row[2]) if words > 2 else (row[0],)
            for year, value in zip(years, row[words:]):
                sums[name, *keys, year] = exact(value)
    for row in book["Rammer"].iter_rows(min_row=2, values_only=True):
        sums["Rammer", row[0], str(row[1])] = exact(row[3])
        left[row[0], str(row[1])] = (exact(row[2]), exact(row[4]))
    return sums, left


def headings(sheet):
    """The row that the lines to mark have their headings in, and the column of each heading."""
    for row in sheet.iter_rows():
        names = {cell.value: cell.column for cell in row}
        if "Med (1/0)" in names:
            return row[0].row, names
    sys.exit("the lines to mark have no headings")


def above(path):
    """What stands above the lines to mark: rows by what they are called, and by the headings that their figures stand over."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Valg"]
    at, names = headings(sheet)
    years = {column: name.removeprefix("Talt med ") for name, column in names.items() if str(name).startswith("Talt med ")}
    rows = {}
    for row in range(2, at):
        label = sheet.cell(row, names["Titel"]).value
        rows[label] = {year: sheet.cell(row, column).value for column, year in years.items()}
        rows[label]["Kontrol"] = sheet.cell(row, names["Kontrol"]).value
    return rows


def hold(what, path, expected, against):
    """Every sum that is shown is as expected, every expected one is shown, and limit less use is what is left. Above the lines to
    mark stand the same sums, and how many of the lines can't stand with others."""
    sums, left = read(path)
    top = above(path)
    for (name, year), (_, rest) in left.items():
        assert exact(top[f"Tilbage: {name}"][year]) == rest, (what, name, year, top)
    for year, sum_ in top["Talt med i alt"].items():
        assert year == "Kontrol" or exact(sum_) == sums["Udvalg", ALL, ALL, year], (what, year, top)
    says = top["Kontrol"]["Kontrol"]
    words = "Valgene passer" if not against else "1 linje " if against == 1 else f"{against} linjer "
    assert says.startswith(words), (what, against, says)
    limited = {("Rammer", *key) for key in left}
    wanted = {key for key, amount in expected.items() if amount and (key[0] != "Rammer" or key in limited)}
    faults = [f"{key}: {sums.get(key)} in the workbook, {expected.get(key, 0)} expected"
              for key in sorted(sums.keys() | wanted) if sums.get(key) != expected.get(key, Decimal(0))]
    faults += [f"{key}: {limit} less {sums['Rammer', *key]} is not {rest}"
               for key, (limit, rest) in left.items() if limit - sums["Rammer", *key] != rest]
    if faults or not sums:
        sys.exit(f"{what}: {len(faults)} faults\n" + "\n".join(faults[:20]))
    print(f"{what}: {len(sums)} sums and {len(left)} frames as expected")


def hold_printed(what, path):
    """What the document prints stands beside the sums where it is rounded: it adds up, and is less than a step from the sums."""
    book = openpyxl.load_workbook(path, data_only=True)
    held = 0
    for name, words in WORDS.items():
        rows = list(book[name].iter_rows(values_only=True))
        years = [column for column, heading in enumerate(rows[0]) if not str(heading).endswith("som trykt")][words:]
        for live, column in zip(years, [column for column in range(words + len(years), len(rows[0]))]):
            # Of the sheet by committee, the rows of whole committees; of the other, each control area.
            parts = [row for row in rows[1:-1] if row[2] == ALL or words == 2]
            assert sum(exact(row[column] or 0) for row in parts) == exact(rows[-1][column]), (what, name, rows[0][column])
            for row in rows[1:]:
                assert row[column] is None or abs(exact(row[column]) - exact(row[live])) < Decimal("0.1"), (what, name, row)
                held += row[column] is not None
    if held:
        print(f"{what}: {held} printed figures add up")
    return held


def changed(source, target, marks):
    """The workbook with its marks changed, formulas without results."""
    book = openpyxl.load_workbook(source)
    sheet = book["Valg"]
    at, names = headings(sheet)
    found = set()
    for row in range(at + 1, sheet.max_row + 1):
        key = (sheet.cell(row, names["Notat"]).value, sheet.cell(row, names["Valg"]).value)
        sheet.cell(row, names["Med (1/0)"]).value = int(marks[key][0])
        sheet.cell(row, names["Andel"]).value = float(marks[key][1])
        found.add(key)
    assert found == marks.keys(), found ^ marks.keys()
    book.save(target)


def main(folder, *packs):
    cases, printed = [], 0
    for number, path in enumerate(map(Path, packs)):
        pack, source = Pack(path.with_name(path.name + ".json")), path.with_name(path.name + ".xlsx")
        default = pack.expected(pack.marks)
        said = pack.said()
        assert all(default.get(key, 0) == amount for key, amount in said.items()), "the JSON's totals are not those of its figures"
        hold(f"{path.name}, as built", source, default, pack.against(pack.marks))
        printed += hold_printed(path.name, source)
        note = next(key for key, mark in pack.marks.items() if key[1] is None and mark[0]
                    and pack.expected({**pack.marks, key: [Decimal(0), Decimal(1)]}) != default)
        option = next(key for key, mark in pack.marks.items() if key[1] is not None and not mark[0])
        for what, key, mark in [
            ("computed anew", None, None),
            (f"{note[0]} unmarked", note, [Decimal(0), Decimal(1)]),
            (f"{option[0]} with {option[1]}", option, [Decimal(1), Decimal(1)]),
            (f"{note[0]} with a share of 37.5 %", note, [Decimal(1), Decimal("0.375")]),
            *pack.clashes(),
        ]:
            marks = pack.marks if key is None else {**pack.marks, key: mark}
            expected = pack.expected(marks)
            assert (expected == default) == (key is None) or "against" in what, f"{what} changes nothing"
            target = Path(folder, f"{number}-{len(cases)}.xlsx")
            changed(source, target, marks)
            cases.append((f"{path.name}, {what}", target, expected, pack.against(marks)))
    assert printed, "no pack is printed rounded"
    out, profile = Path(folder, "computed"), Path(folder, "profile").resolve()
    subprocess.run(["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx", "--outdir", out,
                    *[target for _, target, *_ in cases]], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for what, target, *wanted in cases:
        hold(what, out / target.name, *wanted)


main(*sys.argv[1:])
