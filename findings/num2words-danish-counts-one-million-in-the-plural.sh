#!/bin/sh
# num2words in Danish writes 1000000 as "en millioner" and 1000000000 as "en milliarder": the plural after "en". Where
# the amount in words is the one that binds, as in agreements, the slip can't be told from a digit that was lost.
#
# Seen in: num2words 0.5.14, lang="da". Its README lists Danish and no exception; two millions are right.
# Matters here: whoever has amounts written out by a library puts that text into notes.
# Answered here by: amounts in words are read in the text ("to millioner kroner", docs/beloeb-i-teksten.md), and "en
# millioner kroner" as one million: held against the tables, a lost digit is told.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check num2words==0.5.14
cat >"$tmp/try.py" <<'END'
from importlib.metadata import version

from num2words import num2words

print("num2words", version("num2words"))
print('done: num2words(…, lang="da")')
for amount in (1_000_000, 1_500_000, 2_000_000, 1_000_000_000):
    print("seen:", amount, "=", num2words(amount, lang="da"))
print("expected: en million; en million femhundredetusind; to millioner; en milliard")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
num2words 0.5.14
done: num2words(…, lang="da")
seen: 1000000 = en millioner
seen: 1500000 = en millioner femhundredetusind
seen: 2000000 = to millioner
seen: 1000000000 = en milliarder
expected: en million; en million femhundredetusind; to millioner; en milliard
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
