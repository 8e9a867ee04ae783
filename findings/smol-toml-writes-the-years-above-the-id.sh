#!/bin/sh
# smol-toml, like every TOML library for JavaScript that gives plain objects, gives keys that are whole numbers first
# and in the order of size, whatever the file had. A note that is read and written again has its years above id and
# tekst, and descending years ascending; 10_000 becomes 10000 and comments are gone.
#
# Seen in: smol-toml 1.9.1; @iarna/toml, toml, js-toml and @ltd/j-toml give the same order. The README says what becomes
# of floats, dates and nulls, and nothing of order; that objects of JavaScript list such keys first is told there and
# not here.
# Matters here: years are keys of this format, and an editor's extension or a script is most likely written in
# JavaScript.
# Answered here by: order of keys has no meaning, and `budgetnotat fmt` writes the one layout again (years after the
# texts, 10_000). Comments do not come back: programs should change notes by text edits.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --prefix "$tmp" smol-toml@1.9.1 >/dev/null
cat >"$tmp/try.mjs" <<'END'
import { readFileSync } from "node:fs";
import { parse, stringify } from "smol-toml";

const source = `[[tabel.post]]
id = "loen"
tekst = "Løn"
2028 = 13_000
2027 = 12_000
"2016/17" = 5
`;
console.log("smol-toml", JSON.parse(readFileSync("node_modules/smol-toml/package.json", "utf8")).version);
console.log("done: stringify(parse(…)) of");
console.log(source.trimEnd().replace(/^/gm, "    "));
console.log("seen:");
console.log(stringify(parse(source)).trimEnd().replace(/^/gm, "    "));
console.log("expected: the keys in the order of the file");
END
cd "$tmp"
node try.mjs >seen
cat >known <<'END'
smol-toml 1.9.1
done: stringify(parse(…)) of
    [[tabel.post]]
    id = "loen"
    tekst = "Løn"
    2028 = 13_000
    2027 = 12_000
    "2016/17" = 5
seen:
    [[tabel.post]]
    2027 = 12000
    2028 = 13000
    id = "loen"
    tekst = "Løn"
    "2016/17" = 5
expected: the keys in the order of the file
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
