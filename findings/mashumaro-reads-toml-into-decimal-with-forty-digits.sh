#!/bin/sh
# mashumaro reads a TOML number into a field that is declared an exact Decimal by way of a binary float: 206.2 becomes
# 206.19999999999998863…, and what it writes back is a text in quotes with all those digits. The same class reads the
# text "206.2" exactly.
#
# Seen in: mashumaro 3.23 with Python's own tomllib. Its documentation has Decimal among the types and TOML among the
# formats that are supported, and does not say that the two together are not exact. Python's reader hands over exact
# decimals when asked (parse_float).
# Matters here: a table in millions has one decimal, and a note is a TOML file: 206.2 is the ordinary case. msgspec
# gives 206.2, but 1.5 for 1.50.
# Answered here by: a figure is read as text into an exact Amount (src/amount.rs), with as many decimals as are written;
# floats are banned by clippy.toml.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check mashumaro==3.23 tomli-w==1.2.0
cat >"$tmp/try.py" <<'END'
from dataclasses import dataclass
from decimal import Decimal
from importlib.metadata import version

from mashumaro.mixins.toml import DataClassTOMLMixin


@dataclass
class Post(DataClassTOMLMixin):
    beloeb: Decimal


print("mashumaro", version("mashumaro"))
print("done: read TOML into a field of type Decimal, and write it again")
for source in ("beloeb = 206.2", "beloeb = 1.50", 'beloeb = "206.2"'):
    post = Post.from_toml(source)
    print("seen:", source, "->", repr(post.beloeb), "->", post.to_toml().strip())
print("expected: 206.2, 1.50 and 206.2")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
mashumaro 3.23
done: read TOML into a field of type Decimal, and write it again
seen: beloeb = 206.2 -> Decimal('206.19999999999998863131622783839702606201171875') -> beloeb = "206.19999999999998863131622783839702606201171875"
seen: beloeb = 1.50 -> Decimal('1.5') -> beloeb = "1.5"
seen: beloeb = "206.2" -> Decimal('206.2') -> beloeb = "206.2"
expected: 206.2, 1.50 and 206.2
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
