#!/bin/sh
# polars reads 1,505 into a column of exact decimals with two places as 1.50, and 1,515 as 1.52: the third decimal is
# rounded away without a word, and halves go to the even digit, where an office program and a budget round them away
# from zero. A figure with too many decimals in the file, often a slip with the unit, can't be told from one that was
# right.
#
# Seen in: polars 2.1.0. The documentation of read_csv says that decimal_comma is for floats, and nothing of rounding;
# that of to_decimal says only that the scale is the number of digits after the comma. Casting text to Decimal once
# failed here instead.
# Matters here: 0,5 is the figure that rounding to 1.000 kr. meets most often.
# Answered here by: the rule for-mange-decimaler, which refuses a figure with more decimals than its table; shares are
# rounded half away from zero, as docs/format.md says.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check polars==2.1.0
cat >"$tmp/try.py" <<'END'
import io
from importlib.metadata import version

import polars

source = "beloeb\n1,505\n1,515\n-1,505\n2,675\n"
read = polars.read_csv(io.StringIO(source), separator=";", decimal_comma=True, schema_overrides={"beloeb": polars.Decimal(12, 2)})
print("polars", version("polars"))
print("done: read_csv of 1,505 and 1,515 and -1,505 and 2,675 into Decimal(12, 2)")
print("seen:", ", ".join(str(amount) for amount in read["beloeb"]))
print("expected: an error, or 1.51, 1.52, -1.51, 2.68")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
polars 2.1.0
done: read_csv of 1,505 and 1,515 and -1,505 and 2,675 into Decimal(12, 2)
seen: 1.50, 1.52, -1.50, 2.68
expected: an error, or 1.51, 1.52, -1.51, 2.68
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
