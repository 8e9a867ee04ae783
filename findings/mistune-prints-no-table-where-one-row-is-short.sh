#!/bin/sh
# mistune prints a whole Markdown table as running text when one row has fewer cells than the head, as where the last
# year's amount is left empty without its mark. GitHub's own renderer and markdown-it fill the row up and print the
# table, as the format says.
#
# Seen in: mistune 3.4.0 with its plugin table; markdown-it-py 4.3.0 beside it. Its documentation of the plugin does not
# mention rows that are short; GitHub Flavored Markdown says that rows may have fewer cells than the head.
# Matters here: a budget table with one empty year at the end is the common one.
# Answered here by: tables are data in a note, never Markdown: an empty year is an empty cell.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check mistune==3.4.0 markdown-it-py==4.3.0
cat >"$tmp/try.py" <<'END'
import re
from importlib.metadata import version

import mistune
from markdown_it import MarkdownIt

source = "| post | 2027 | 2028 |\n|---|--:|--:|\n| Løn | 1.200 | 1.300 |\n| Husleje | 400 |\n"


def shown(html):
    return re.sub(r"\s+", " ", re.sub(r"<(?!/?(table|tr|td|p)\b)[^>]*>", " ", re.sub(r' style="[^"]*"', "", html))).strip()


print("mistune", version("mistune") + ", markdown-it-py", version("markdown-it-py"))
print("done: render a table of three columns whose last row has two cells")
print("seen, mistune:", shown(mistune.create_markdown(plugins=["table"])(source)))
print("seen, markdown-it-py:", shown(MarkdownIt("commonmark").enable("table").render(source)))
print("expected: a table from both")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
mistune 3.4.0, markdown-it-py 4.3.0
done: render a table of three columns whose last row has two cells
seen, mistune: <p>| post | 2027 | 2028 | |---|--:|--:| | Løn | 1.200 | 1.300 | | Husleje | 400 |</p>
seen, markdown-it-py: <table> <tr> post 2027 2028 </tr> <tr> <td>Løn</td> <td>1.200</td> <td>1.300</td> </tr> <tr> <td>Husleje</td> <td>400</td> <td></td> </tr> </table>
expected: a table from both
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
