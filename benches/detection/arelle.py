"""Asks Arelle what Calculations 1.1 says of every single sum of the exported papers, and compares.

    python3 -m venv target/arelle
    target/arelle/bin/pip install arelle-release==2.47.3
    cargo bench --no-default-features --bench detection -- --export target/xbrl
    target/arelle/bin/python benches/detection/arelle.py target/xbrl

Offline: Arelle has the few schemas of XBRL that are needed. Exit status 1 where one sum is judged otherwise.
"""

import os
import re
import subprocess
import sys


def main(folder):
    with open(os.path.join(folder, "verdicts.txt"), encoding="utf-8") as file:
        ours = dict(line.split() for line in file)
    command = [
        os.path.join(os.path.dirname(sys.executable), "arelleCmdLine"),
        "--file=" + os.path.join(folder, "papers.xbrl"),
        "--validate",
        "--calc=round-to-nearest",
        "--internetConnectivity=offline",
        "--logFormat=[%(messageCode)s] %(message)s",
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    code = "calc11e:inconsistentCalculationUsingRounding"
    off, other = set(), []
    for line in run.stdout.splitlines():
        if line.startswith(f"[{code}]"):
            off.add(re.search(r"urn:sum:\d+:\d+", line).group())
        elif line.startswith("[") and not line.startswith("[info"):
            other.append(line)
    for line in other[:20]:
        print(line)
    if run.returncode or other:
        sys.exit(f"Arelle could not judge the papers: {run.stderr[:2000]}")
    differ = sorted(role for role in ours if (ours[role] == "off") != (role in off))
    for role in differ:
        print(f"{role}: {ours[role]}, Arelle says {'off' if role in off else 'ok'}")
    agree = len(ours) - len(differ)
    ours_off = sum(verdict == "off" for verdict in ours.values())
    print(f"{agree} of {len(ours)} sums are judged alike; {ours_off} of them are off, {len(off)} by Arelle")
    sys.exit(1 if differ or off - set(ours) else 0)


if __name__ == "__main__":
    main(sys.argv[1])
