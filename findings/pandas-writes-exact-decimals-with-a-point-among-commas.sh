#!/bin/sh
# pandas' to_csv(decimal=",") writes floats with a comma and exact decimals (decimal.Decimal) with a point, in the same
# line. A Danish spreadsheet takes the one for an amount, and the other for a date or a text.
#
# Seen in: pandas 3.1.1. The documentation calls the option the decimal separator and does not say that it is for floats
# alone.
# Matters here: who keeps money exact, as one should, gets the file wrong; who keeps it in floats gets it right.
# Answered here by: `build --outputs csv` writes both dialects from exact amounts (src/export/csv.rs), and a test reads
# them back.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1
cat >"$tmp/try.py" <<'END'
from decimal import Decimal
from importlib.metadata import version

import pandas

frame = pandas.DataFrame({"post": ["Løn"], "float": [2.5], "decimal": [Decimal("1.50")]})
print("pandas", version("pandas"))
print('done: to_csv(sep=";", decimal=",") of 2.5 as a float and 1.50 as a Decimal')
for line in frame.to_csv(sep=";", decimal=",", index=False).splitlines():
    print("seen:", line)
print("expected: Løn;2,5;1,50")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
pandas 3.1.1
done: to_csv(sep=";", decimal=",") of 2.5 as a float and 1.50 as a Decimal
seen: post;float;decimal
seen: Løn;2,5;1.50
expected: Løn;2,5;1,50
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
