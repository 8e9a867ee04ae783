#!/bin/sh
# numeral with its Danish locale reads "1,5 mio" as 1500000, and "1,5 mio." as 1.5: with the point that Danish spelling
# asks for, the word is passed over without a word, and the amount is a millionth. It is the same with "mia.".
#
# Seen in: numeral 2.0.6, locale da-dk. Its README does not mention the point. The locale's own abbreviations have none,
# so that what it prints is not Danish spelling, and what is spelled right is not read.
# Matters here: nearly every amount in the text of a budget note is in "mio. kr.".
# Answered here by: amounts in the text are read with and without the point (docs/beloeb-i-teksten.md).
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --prefix "$tmp" numeral@2.0.6 >/dev/null
cat >"$tmp/try.mjs" <<'END'
import { readFileSync } from "node:fs";
import numeral from "numeral";
import "numeral/locales/da-dk.js";

numeral.locale("da-dk");
console.log("numeral", JSON.parse(readFileSync("node_modules/numeral/package.json", "utf8")).version);
console.log("done: read amounts with the Danish locale");
for (const text of ["1,5 mio", "1,5 mio.", "1,5 mio. kr.", "2 mia", "2 mia."]) console.log("seen:", text, "=", numeral(text).value());
console.log("seen: 1500000 printed as", numeral(1500000).format("0.0 a"));
console.log("expected: 1500000, 1500000, 1500000, 2000000000, 2000000000; 1,5 mio.");
END
cd "$tmp"
node try.mjs >seen
cat >known <<'END'
numeral 2.0.6
done: read amounts with the Danish locale
seen: 1,5 mio = 1500000
seen: 1,5 mio. = 1.5
seen: 1,5 mio. kr. = 1.5
seen: 2 mia = 2000000000
seen: 2 mia. = 2
seen: 1500000 printed as 1,5 mio
expected: 1500000, 1500000, 1500000, 2000000000, 2000000000; 1,5 mio.
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
