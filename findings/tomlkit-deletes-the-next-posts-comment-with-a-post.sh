#!/bin/sh
# tomlkit takes the comment above a table in an array for the end of the table before it. Deleting a post takes the
# comment of the next one away, and leaves its own comment standing above a post that it is not about.
#
# Seen in: tomlkit 0.15.2. Its README says that the parser preserves all comments; it does not say which table one
# belongs to. A file that is only read and written again is the same.
# Matters here: comments above posts say whom an amount was agreed with. A comment above the wrong amount is worse than
# none.
# Answered here by: what stands above a block belongs to it, in `budgetnotat fmt` and in `budgetnotat merge-driver`
# (src/outline).
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet --disable-pip-version-check tomlkit==0.15.2
cat >"$tmp/try.py" <<'END'
from importlib.metadata import version

import tomlkit

source = """# aftalt med BUF
[[tabel.post]]
tekst = "Løn"
2027 = 1_200

# afventer svar fra SOF
[[tabel.post]]
tekst = "Husleje"
2027 = 300

# foreløbigt skøn
[[tabel.post]]
tekst = "El"
2027 = 5
"""
note = tomlkit.parse(source)
del note["tabel"]["post"][1]
print("tomlkit", version("tomlkit"))
print("done: delete the post Husleje, with the comment afventer svar fra SOF, from three posts with a comment each")
print("seen:")
for line in tomlkit.dumps(note).splitlines():
    print("   ", line)
print("expected: aftalt med BUF above Løn, and foreløbigt skøn above El")
END
cd "$tmp"
"$tmp/venv/bin/python" try.py >seen
cat >known <<'END'
tomlkit 0.15.2
done: delete the post Husleje, with the comment afventer svar fra SOF, from three posts with a comment each
seen:
    # aftalt med BUF
    [[tabel.post]]
    tekst = "Løn"
    2027 = 1_200
    
    # afventer svar fra SOF
    [[tabel.post]]
    tekst = "El"
    2027 = 5
expected: aftalt med BUF above Løn, and foreløbigt skøn above El
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
