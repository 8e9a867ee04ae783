#!/bin/sh
# dateparser reads 1.2.2027 as 1 February where it is given alone, and as 2 January where its search finds it in a
# sentence, both with the language Danish, which has the day first. In the sentence, "1,2 mio. kr." is 2 January too,
# and "10,5 mio. kr." 5 October.
#
# Seen in: dateparser 1.5.0, languages=["da"], the day in question given as base. The documentation says that a language
# has its order of day and month in parse, and warns that search is limited; not that the two read one date as two.
# Matters here: dates and amounts stand in the same sentences of a note, and decimals have a comma.
# Answered here by: dates in the text are read by their Danish forms alone (umulig-dato, ugedag), amounts by theirs
# (docs/beloeb-i-teksten.md).
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check dateparser==1.5.0
cat >"$tmp/try.py" <<'END'
import datetime
from importlib.metadata import version

import dateparser
from dateparser.search import search_dates

told = {"languages": ["da"], "settings": {"RELATIVE_BASE": datetime.datetime(2026, 3, 2)}}
print("dateparser", version("dateparser"))
print("done: read 1.2.2027 alone, and dates in Danish sentences, on 2 March 2026")
print("seen: 1.2.2027 ->", dateparser.parse("1.2.2027", **told).date())
for text in ("Udvalget mødes 1.2.2027.", "Der afsættes 1,2 mio. kr. til formålet.", "Der afsættes 10,5 mio. kr. til formålet."):
    print("seen:", text, "->", *[day.date() for words, day in search_dates(text, **told) or []])
print("expected: 2027-02-01 twice, and no date in the last two")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
dateparser 1.5.0
done: read 1.2.2027 alone, and dates in Danish sentences, on 2 March 2026
seen: 1.2.2027 -> 2027-02-01
seen: Udvalget mødes 1.2.2027. -> 2027-01-02
seen: Der afsættes 1,2 mio. kr. til formålet. -> 2026-01-02
seen: Der afsættes 10,5 mio. kr. til formålet. -> 2026-10-05
expected: 2027-02-01 twice, and no date in the last two
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
