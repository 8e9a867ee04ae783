#!/bin/sh
# xlsx-calc computes SUMIF down a column from the column's first cell alone. What the first line is about gets the first
# line's amount, and everything else is 0. The same formula across a row is right. A condition such as ">100" gives 0
# either way.
#
# Seen in: xlsx-calc 0.9.2. Its README has no list of functions; for one that it lacks (SUMIFS) it stops with an error,
# and here it does not.
# Matters here: "the sum of the lines about service" down a column is what an overview of a budget is made of, and a
# missing sum looks like one that is nothing.
# Answered here by: our workbooks hold every sum as a value beside its formula (docs/pakker.md), and CI has LibreOffice
# compute them anew and holds each sum against the JSON (.ci/workbook).
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --prefix "$tmp" xlsx-calc@0.9.2 >/dev/null
cat >"$tmp/try.cjs" <<'END'
const { readFileSync } = require("node:fs");
const compute = require("xlsx-calc");

const text = (v) => ({ t: "s", v });
const number = (v) => ({ t: "n", v });
const [first, second, third] = [text("service"), text("anlæg"), text("service")];
const down = { A1: first, B1: number(1200), A2: second, B2: number(300), A3: third, B3: number(50) };
const across = { A1: first, A2: number(1200), B1: second, B2: number(300), C1: third, C2: number(50) };
const result = (cells, formula) => {
  const sheet = { "!ref": "A1:E5", ...structuredClone(cells), E5: { t: "n", f: formula } };
  compute({ SheetNames: ["Ark"], Sheets: { Ark: sheet } });
  return sheet.E5.v;
};
console.log("xlsx-calc", JSON.parse(readFileSync("node_modules/xlsx-calc/package.json", "utf8")).version);
console.log("done: compute sums of service 1200, anlæg 300, service 50, down a column and across a row");
const show = (way, cells, formula) => console.log(`seen, ${way}:`, formula, "=", result(cells, formula));
show("down", down, 'SUMIF(A1:A3,"service",B1:B3)');
show("down", down, 'SUMIF(A1:A3,"anlæg",B1:B3)');
show("down", down, 'SUMIF(B1:B3,">100",B1:B3)');
show("down", down, "SUM(B1:B3)");
show("across", across, 'SUMIF(A1:C1,"service",A2:C2)');
show("across", across, 'SUMIF(A1:C1,"anlæg",A2:C2)');
console.log("expected: 1250, 300, 1500, 1550; 1250, 300");
END
cd "$tmp"
node try.cjs >seen
cat >known <<'END'
xlsx-calc 0.9.2
done: compute sums of service 1200, anlæg 300, service 50, down a column and across a row
seen, down: SUMIF(A1:A3,"service",B1:B3) = 1200
seen, down: SUMIF(A1:A3,"anlæg",B1:B3) = 0
seen, down: SUMIF(B1:B3,">100",B1:B3) = 0
seen, down: SUM(B1:B3) = 1550
seen, across: SUMIF(A1:C1,"service",A2:C2) = 1250
seen, across: SUMIF(A1:C1,"anlæg",A2:C2) = 300
expected: 1250, 300, 1500, 1550; 1250, 300
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
