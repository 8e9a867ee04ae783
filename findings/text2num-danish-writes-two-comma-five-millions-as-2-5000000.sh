#!/bin/sh
# text2num turns "to komma fem millioner" (two point five millions) into "2,5000000": the word for millions is written
# out as zeros behind the decimals. Read as a number it is two and a half. Without decimals, millions come out right.
#
# Seen in: text2num 3.1.0, alpha2digit with "da"; French, Spanish and Dutch do so too, English and German leave a blank
# between. Its README names decimals and large numbers as detected, and not this.
# Matters here: minutes are dictated, and "komma fem millioner" is how amounts are said.
# Answered here by: 2,5000000 kr. in a note's text is told as an amount that no table has (beloeb-uden-kilde). "to komma
# fem millioner kroner" is read as 2,5 millions there, and what is said in more words than that is left unread
# (docs/beloeb-i-teksten.md).
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check text2num==3.1.0
cat >"$tmp/try.py" <<'END'
from importlib.metadata import version

from text_to_num import alpha2digit

print("text2num", version("text2num"))
print('done: alpha2digit(…, "da")')
for text in ("to millioner fem hundrede tusind kroner", "to komma fem millioner kroner", "en komma fem milliarder kroner", "tolv komma fem procent"):
    print("seen:", text, "->", alpha2digit(text, "da"))
print("expected: 2500000 kroner, 2500000 kroner or 2,5 millioner kroner, the same of the third, 12,5 procent")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
text2num 3.1.0
done: alpha2digit(…, "da")
seen: to millioner fem hundrede tusind kroner -> 2500000 kroner
seen: to komma fem millioner kroner -> 2,5000000 kroner
seen: en komma fem milliarder kroner -> 1,5000000000 kroner
seen: tolv komma fem procent -> 12,5 procent
expected: 2500000 kroner, 2500000 kroner or 2,5 millioner kroner, the same of the third, 12,5 procent
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
