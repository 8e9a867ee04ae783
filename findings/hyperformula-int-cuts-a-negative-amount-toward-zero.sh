#!/bin/sh
# hyperformula computes INT(-12.5) as -12, where office programs give -13. In the same engine FLOOR(-12.5,1) is -13 and
# MOD(-12.5,1) is 0.5, so that the whole part and the rest of one amount do not add up to it: -12 and 0.5.
#
# Seen in: hyperformula 3.5.0. Its documentation says that INT rounds down, and of ROUNDDOWN that it rounds toward zero;
# INT is not in its list of differences from Excel and Google Sheets.
# Matters here: INT of an amount over 1000 is how sheets cut kroner to 1.000 kr., and savings and income are negative. A
# sheet that is shown in a browser says something else than the same sheet in the office.
# Answered here by: the program never cuts an amount: what is rounded is rounded half away from zero, the same for both
# signs (docs/format.md), and its workbooks use ROUND, computed by LibreOffice in CI.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --prefix "$tmp" hyperformula@3.5.0 >/dev/null
cat >"$tmp/try.cjs" <<'END'
const { HyperFormula } = require("hyperformula");

const formulas = ["=INT(12500/1000)", "=INT(-12500/1000)", "=FLOOR(-12.5,1)", "=MOD(-12.5,1)", "=INT(-12.5)+MOD(-12.5,1)"];
const sheet = HyperFormula.buildFromArray([formulas], { licenseKey: "gpl-v3" });
console.log("hyperformula", HyperFormula.version);
console.log("done: compute");
formulas.forEach((formula, col) => console.log("seen:", formula, "=", sheet.getCellValue({ sheet: 0, row: 0, col })));
console.log("expected: 12, -13, -13, 0.5, -12.5");
END
cd "$tmp"
node try.cjs >seen
cat >known <<'END'
hyperformula 3.5.0
done: compute
seen: =INT(12500/1000) = 12
seen: =INT(-12500/1000) = -12
seen: =FLOOR(-12.5,1) = -13
seen: =MOD(-12.5,1) = 0.5
seen: =INT(-12.5)+MOD(-12.5,1) = -11.5
expected: 12, -13, -13, 0.5, -12.5
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
