#!/bin/sh
# formulajs reads "1.200.000" with NUMBERVALUE, comma for decimals and point for thousands, as 1200. It takes the first
# thousands separator away and leaves the others, and what is left, 1200.000, is a number with decimals. Where the
# amount has decimals of its own, the same slip gives no number at all; the wrong one comes without a word.
#
# Seen in: @formulajs/formulajs 4.6.1. The differences from Excel that its README lists are about dates. Excel gives
# 1200000.
# Matters here: NUMBERVALUE is what one writes to read Danish amounts in a formula, and every budget has millions. Below
# a million all is well, so that a test with a few small amounts finds nothing.
# Answered here by: a point between thousands is never guessed about: the rule tal-punktum reports it and says what to
# write.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --prefix "$tmp" @formulajs/formulajs@4.6.1 >/dev/null
cat >"$tmp/try.mjs" <<'END'
import { readFileSync } from "node:fs";
import { NUMBERVALUE } from "@formulajs/formulajs";

const read = (text) => {
  const amount = NUMBERVALUE(text, ",", ".");
  return Number.isNaN(amount) ? "not a number" : String(amount);
};
const about = JSON.parse(readFileSync("node_modules/@formulajs/formulajs/package.json", "utf8"));
console.log("@formulajs/formulajs", about.version);
console.log('done: NUMBERVALUE(text, ",", ".")');
for (const text of ["1.200", "1.200,5", "1.200.000", "-1.200.000", "1.200.000,5"])
  console.log("seen:", text, "=", read(text));
console.log("expected: 1200, 1200.5, 1200000, -1200000, 1200000.5");
END
cd "$tmp"
node try.mjs >seen
cat >known <<'END'
@formulajs/formulajs 4.6.1
done: NUMBERVALUE(text, ",", ".")
seen: 1.200 = 1200
seen: 1.200,5 = 1200.5
seen: 1.200.000 = 1200
seen: -1.200.000 = -1200
seen: 1.200.000,5 = not a number
expected: 1200, 1200.5, 1200000, -1200000, 1200000.5
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
