#!/bin/sh
# humanize in Danish prints 2 000 000 000 as "2.0 billioner". A Danish billion is a million millions, so the amount told
# is a thousand times too large; the word is milliarder. Its other Danish names go on in the same way, and thousands
# stay English.
#
# Seen in: humanize 4.17.0, locale da_DK. Its README lists Danish among the languages, and says that numbers have the
# locale's own separators; the Danish text has a decimal point too. Spanish was corrected for the same.
# Matters here: a municipality's budget is told in milliarder.
# Answered here by: units have one name each (Unit in src/amount.rs: "mia. kr."). "2,0 billioner kr." in a note's
# text is remarked on: did you mean milliarder? (beloeb-enhed).
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check humanize==4.17.0
cat >"$tmp/try.py" <<'END'
from importlib.metadata import version

import humanize

humanize.activate("da_DK")
print("humanize", version("humanize"))
print("done: intword in da_DK")
for amount in (1_200, 1_500_000, 2_000_000_000, 2_000_000_000_000):
    print("seen:", amount, "=", humanize.intword(amount))
print("expected: 1,2 tusind; 1,5 millioner; 2,0 milliarder; 2,0 billioner")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
humanize 4.17.0
done: intword in da_DK
seen: 1200 = 1.2 thousand
seen: 1500000 = 1.5 millioner
seen: 2000000000 = 2.0 billioner
seen: 2000000000000 = 2.0 billioner
expected: 1,2 tusind; 1,5 millioner; 2,0 milliarder; 2,0 billioner
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
