#!/bin/sh
# pytablewriter turns texts that it takes for numbers into numbers before it prints them: the text "1,5" is printed as
# 15.0 in a Markdown table, "1.200" as 1.2 and the appropriation number "05.20" as 5.2. All were given as texts.
#
# Seen in: pytablewriter 1.2.1. Its README shows numbers right-aligned, and does not say that texts become numbers, or
# how a comma is read: as a mark of thousands, although no thousand follows it.
# Matters here: Danish tables printed for a README, an issue or a merge request show other amounts than the data.
# Answered here by: tables are printed from exact amounts by one writer of Danish numbers (Amount::danish), and what is
# told in messages is the same text.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check pytablewriter==1.2.1
cat >"$tmp/try.py" <<'END'
from importlib.metadata import version

from pytablewriter import MarkdownTableWriter

rows = [["05.20", "1,5"], ["0.25.10", "12,50"], ["0520", "1.200"]]
print("pytablewriter", version("pytablewriter"))
print("done: print these texts as a Markdown table:", rows)
for line in MarkdownTableWriter(headers=["bevilling", "mio. kr."], value_matrix=rows, margin=1).dumps().splitlines():
    print("seen:", line)
print("expected: the texts as they are")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
pytablewriter 1.2.1
done: print these texts as a Markdown table: [['05.20', '1,5'], ['0.25.10', '12,50'], ['0520', '1.200']]
seen: | bevilling | mio. kr. |
seen: | --------- | -------: |
seen: |       5.2 |     15.0 |
seen: | 0.25.10   |   1250.0 |
seen: |       520 |      1.2 |
expected: the texts as they are
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
