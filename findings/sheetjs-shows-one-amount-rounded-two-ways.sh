#!/bin/sh
# SheetJS rounds a displayed negative amount one way where the format has a mark of thousands, and another way where it
# has not: -2.5 is "-3" in #,##0 and "-2" in 0, while 2.5 is "3" in both. The text is what its conversion to CSV writes.
#
# Seen in: xlsx (SheetJS) 0.18.5, the newest of the npm registry. Its README says that the formatted text is made by a
# library that follows Excel's formats; Excel rounds halves of what it shows away from zero, whatever the marks.
# Matters here: a table whose cells have one format and whose total has another prints a total that is not the sum.
# Answered here by: one place rounds amounts, half away from zero and the same for both signs (Amount::rounded), and
# printed totals are held against what is printed above them (docs/rounding.md).
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --prefix "$tmp" xlsx@0.18.5 >/dev/null
cat >"$tmp/try.mjs" <<'END'
import XLSX from "xlsx";

const amounts = [-2.5, -0.5, 2.5, -2.25, 2.25];
console.log("xlsx", XLSX.version);
console.log("done: a sheet with " + amounts.join(", ") + " to CSV, in formats with and without a mark of thousands");
for (const [plain, marked, right] of [["0", "#,##0", "-3 -1 3 -2 2"], ["0.0", "#,##0.0", "-2.5 -0.5 2.5 -2.3 2.3"]]) {
    const shown = (format) => {
        const sheet = XLSX.utils.aoa_to_sheet([amounts]);
        for (const cell of Object.values(sheet)) if (cell.t === "n") cell.z = format;
        return XLSX.utils.sheet_to_csv(sheet, { FS: " " });
    };
    console.log("seen, " + plain + ": " + shown(plain));
    console.log("seen, " + marked + ": " + shown(marked));
    console.log("expected of both: " + right);
}
END
cd "$tmp"
node try.mjs >seen
cat >known <<'END'
xlsx 0.18.5
done: a sheet with -2.5, -0.5, 2.5, -2.25, 2.25 to CSV, in formats with and without a mark of thousands
seen, 0: -2 0 3 -2 2
seen, #,##0: -3 -1 3 -2 2
expected of both: -3 -1 3 -2 2
seen, 0.0: -2.5 -0.5 2.5 -2.2 2.3
seen, #,##0.0: -2.5 -0.5 2.5 -2.3 2.3
expected of both: -2.5 -0.5 2.5 -2.3 2.3
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
