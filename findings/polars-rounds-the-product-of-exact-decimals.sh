#!/bin/sh
# polars multiplies two columns of exact decimals with one place each into a column with one place: 0.5 times 0.5 is 0.2,
# and 2.5 times 0.5 is 1.2. The product is rounded without a word, halves to the even digit. The same numbers in floats
# give 0.25 and 1.25, so that it is the exact type that loses. An amount in whole kroner divided by 8 stays whole.
#
# Seen in: polars 2.1.0. The documentation of Decimal says what precision and scale are, and nothing of what becomes of
# them in arithmetic; a discussion among its developers about a fixed scale is open. Python's own decimals, and most
# databases, give a product the places of both factors.
# Matters here: amounts in mio. kr. have one decimal, and so have shares such as 0,5; state refunds are exactly that
# product. Each row is up to half a unit of its last decimal off, before anyone has asked for rounding.
# Answered here by: shares are computed exactly and rounded once, half away from zero, and the rule andel holds a written
# share against that.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check polars==2.1.0
cat >"$tmp/try.py" <<'END'
from decimal import Decimal
from importlib.metadata import version

import polars

amounts = ["0.5", "1.5", "2.5", "-0.5"]
exact = polars.DataFrame({"mio": [Decimal(amount) for amount in amounts], "andel": [Decimal("0.5")] * 4})
floats = polars.DataFrame({"mio": [float(amount) for amount in amounts], "andel": [0.5] * 4})
whole = polars.DataFrame({"kr": [Decimal(100), Decimal(-100)]})


def seen(column):
    return ", ".join(str(value) for value in column)


print("polars", version("polars"))
print("done:", ", ".join(amounts), "times 0.5; 100 and -100 by 8")
print("seen, exact decimals:", seen(exact.select(polars.col("mio") * polars.col("andel"))["mio"]))
print("seen, floats:", seen(floats.select(polars.col("mio") * polars.col("andel"))["mio"]))
print("seen, exact decimals by 8:", seen(whole.select(polars.col("kr") / 8)["kr"]))
print("expected: 0.25, 0.75, 1.25, -0.25; 12.5, -12.5")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
polars 2.1.0
done: 0.5, 1.5, 2.5, -0.5 times 0.5; 100 and -100 by 8
seen, exact decimals: 0.2, 0.8, 1.2, -0.2
seen, floats: 0.25, 0.75, 1.25, -0.25
seen, exact decimals by 8: 12, -12
expected: 0.25, 0.75, 1.25, -0.25; 12.5, -12.5
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
