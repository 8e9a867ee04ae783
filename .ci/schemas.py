"""What editors say of notes: see .ci/schemas, which runs this with the folder of tombi and taplo, and the one that cargo builds in."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import jsonschema

TOOLS, TARGET = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
PROGRAM = TARGET / "debug/budgetnotat"
PROJECT = Path.cwd()
SAMPLES = PROJECT / "tests/schema-samples"
ROUND = "budget-2020"
# Notes that the pages of rules and table types show: tests/suite/editor.rs lays them out.
SHOWN = TARGET / "tmp/sider"

# To taplo a date is a text, and a text a date.
DATES = {"note-dato-i-anfoerselstegn", "note-titel-som-dato"}

faults = []


def fault(text):
    faults.append(text)
    print(text)


def run(*command, folder):
    """A command's exit status and what it printed; no network, no settings of the machine's own."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "NO_COLOR": "1", "TOMBI_OFFLINE": "1", "RUST_LOG": "error"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    return done.returncode, re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)


def lint(tool, paths, folder):
    """What a tool says of files: nothing where it takes them all."""
    command = {"tombi": ["tombi", "lint", "--offline", "--error-on-warnings"], "taplo": ["taplo", "lint"]}[tool]
    status, said = run(str(TOOLS / command[0]), *command[1:], *map(str, paths), folder=folder)
    return said or "refused" if status else ""


def written(folder):
    """A copy of a project's notes, each with the line that names its schema, and the schemas beside them."""
    copy = Path(tempfile.mkdtemp(dir=scratch))
    shutil.copytree(folder / "notes", copy / "notes", ignore=shutil.ignore_patterns(".skema"))
    if (folder / "templates").is_dir() and folder != PROJECT:
        shutil.copytree(folder / "templates", copy / "templates")
    status, said = run(str(PROGRAM), "schema", "--write", folder=copy)
    if status:
        fault(f"{folder}: {said}")
    for path in copy.glob("notes/**/*.toml"):
        pack = path.parent.name == "pakker"
        name = "pakke" if pack else {"kommune.toml": "kommune", "runde.toml": "runde", "rammer.toml": "rammer", "andetsteds.toml": "andetsteds"}.get(path.name, "note")
        line, text = f"#:schema {'../' if pack else ''}.skema/{name}.schema.json", path.read_text()
        if not text.startswith("#:schema"):
            path.write_text(f"{line}\n\n{text}")
        elif text.splitlines()[0] != line:
            fault(f"{path.relative_to(copy)} of {folder} does not begin with {line}")
    return copy


def meta(folder):
    """The schemas are schemas."""
    paths = sorted(folder.glob("notes/**/.skema/*.json"))
    for path in paths:
        schema = json.loads(path.read_text())
        try:
            # Its patterns are of ECMAScript, as JSON Schema asks; Python's own are others.
            jsonschema.validators.validator_for(schema).check_schema(schema, format_checker=jsonschema.FormatChecker(()))
        except jsonschema.SchemaError as error:
            fault(f"{path.relative_to(folder)}: {error.message}")
    return len(paths)


def taken(folder, name):
    """Both tools take every file of a project."""
    paths = sorted(folder.glob("notes/**/*.toml"))
    for tool in ("tombi", "taplo"):
        if said := lint(tool, paths, folder):
            fault(f"{tool} refuses what the program takes of {name}:\n{said}")
    return len(paths)


def sample(path, folder):
    """A sample put where a file of its sort stands, with what a tool says of it."""
    kind = path.stem.split("-")[0]
    place = {"note": f"notes/{ROUND}/{path.name}", "runde": f"notes/{ROUND}/runde.toml", "rammer": f"notes/{ROUND}/rammer.toml", "andetsteds": f"notes/{ROUND}/andetsteds.toml", "kommune": "notes/kommune.toml"}[kind]
    place = folder / place
    old = place.read_bytes() if place.exists() else None
    shutil.copy(path, place)
    said = {tool: lint(tool, [place], folder) for tool in ("tombi", "taplo")}
    place.unlink() if old is None else place.write_bytes(old)
    return said


def samples(folder):
    good, bad = sorted((SAMPLES / "accepted").glob("*.toml")), sorted((SAMPLES / "refused").glob("*.toml"))
    for path in good:
        for tool, said in sample(path, folder).items():
            if said:
                fault(f"{tool} refuses {path.name}, which the program takes:\n{said}")
    for path in bad:
        for tool, said in sample(path, folder).items():
            known = tool == "taplo" and path.stem in DATES
            if not said and not known:
                fault(f"{tool} takes {path.name}, which the program refuses")
            if said and known:
                fault(f"{tool} refuses {path.name} by now: it is no exception")
    return len(good), len(bad)


# What is typed under a key, and which key, in place of what should be.
VALUES = [
    '"x"', '""', '" "', '"Ø"', '"2020"', '"2016/17"', '"løbende"', "5", "-1", "1.5", "0", "201", "2020", "true", "false", "2019-09-13",
    "12:00:00", "[]", "[1]", '["a"]', '["-b"]', "[true]", '[2020, "2016/17"]', "{ a = 1 }", "{ sum = 5 }", "{ 2020 = 2021 }",
    '[{ id = "q", tekst = "Q" }]', '{ af = "x", pct = 5 }',
]
KEYS = [
    "xx", "12", "2020", "2050", "2024-2026", '"2016/17"', '"2016/18"', "id", "titel", "navn", "type", "tekst", "udvalg", "varig", "i_alt",
    "beloeb", "sum_af", "delsum", "aar", "enhed", "kolonner",
]


def slipped(text, chance):
    """A note with one slip: another value, another key, a line less or a line more."""
    lines, within, own = text.split("\n"), False, []
    for number, line in enumerate(lines):
        marks = line.count("'''")
        if not within and not marks and " = " in line and not line.startswith(("#", " ")) and not line.endswith("["):
            own.append(number)
        within ^= marks % 2
    number = chance.choice(own)
    key, value = lines[number].split(" = ", 1)
    slips = [[f"{key} = {chance.choice(VALUES)}"]] * 3
    slips += [[f"{chance.choice(KEYS)} = {value}"], [], [lines[number], f"{chance.choice(KEYS)} = {chance.choice(VALUES)}"]]
    lines[number : number + 1] = chance.choice(slips)
    return "\n".join(lines)


def agrees(folder, count):
    """Where tombi refuses a note with a slip, the program has an error there too: it takes nothing that an editor marks."""
    chance = random.Random(count)
    notes = folder / f"notes/{ROUND}"
    shown = [path.read_text() for path in sorted(notes.glob("*.toml")) if path.name not in ("runde.toml", "rammer.toml", "andetsteds.toml")]
    texts = {f"slip{number}.toml": slipped(chance.choice(shown), chance) for number in range(count)}
    for name, text in texts.items():
        (notes / name).write_text(text)
    _, said = run(str(PROGRAM), "check", "--format", "json", folder=folder)
    errors = {Path(found["file"]).name for found in json.loads(said)["findings"] if found["severity"] == "error"}
    _, said = run(str(TOOLS / "tombi"), "lint", "--offline", *(str(notes / name) for name in texts), folder=folder)
    refused = {}
    for words, name in re.findall(r"Error: (.*)\n\s+at \S*?(slip\d+\.toml)", said):
        refused.setdefault(name, words)
    if len(refused) < count // 3:
        fault(f"tombi refuses no more than {len(refused)} of {count} notes with a slip:\n{said[:2000]}")
    for name in refused.keys() - errors:
        fault(f"tombi refuses what the program takes: {refused[name]}\n{texts[name]}")
    return len(refused)


class Editor:
    """tombi as an editor runs it: a language server that is asked what can be written at a place."""

    def __init__(self, folder):
        self.folder, self.number = folder, 0
        environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TOMBI_OFFLINE": "1"}
        self.server = subprocess.Popen(
            [TOOLS / "tombi", "lsp", "--offline"], cwd=folder, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )
        # A server that says nothing is ended, and what reads it with it.
        self.watch = threading.Timer(120, self.server.kill)
        self.watch.start()
        root = {"uri": folder.as_uri(), "name": "notes"}
        self.ask("initialize", {"processId": None, "rootUri": root["uri"], "workspaceFolders": [root], "capabilities": {}})
        self.send({"method": "initialized", "params": {}})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.server.stdin.flush()

    def receive(self):
        size = 0
        while line := self.server.stdout.readline().strip():
            name, value = line.split(b":", 1)
            if name.lower() == b"content-length":
                size = int(value)
        if not size:
            sys.exit("tombi's language server ended")
        return json.loads(self.server.stdout.read(size))

    def ask(self, method, params):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        return self.until(lambda message: message.get("id") == self.number).get("result")

    def until(self, wanted):
        """The message that is waited for; what the server asks on the way is answered."""
        while True:
            message = self.receive()
            if "method" in message and "id" in message:
                self.send({"id": message["id"], "result": None})
            elif wanted(message):
                return message

    def at(self, path, text):
        """What is offered at the mark `|`, each with its explanation, and what is told of what stands before it."""
        before, after = text.split("|")
        self.number += 1
        uri = (self.folder / path.replace("x.toml", f"x{self.number}.toml")).as_uri()
        document = {"uri": uri, "languageId": "toml", "version": 1, "text": before + after}
        self.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        self.until(lambda message: message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri)
        place = {"line": before.count("\n"), "character": len(before.rsplit("\n", 1)[-1])}
        offered = self.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": place})
        hover = self.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": place})
        self.send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})
        offered = offered["items"] if isinstance(offered, dict) else offered or []
        words = lambda item: item.get("documentation") or ""
        plain = lambda text: text.get("value", "") if isinstance(text, dict) else text
        return {item["label"]: plain(words(item)) for item in offered}, plain((hover or {}).get("contents", ""))

    def close(self):
        self.watch.cancel()
        self.server.kill()
        self.server.wait()


def completes(folder):
    """An editor offers keys, years, codes and types, each with what it means in Danish."""
    note = "#:schema .skema/note.schema.json\n\nid = \"BI1\"\n"
    table = "\n[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\n"
    post = table + "\n[[tabel.post]]\n"
    head = "#:schema .skema/kommune.schema.json\n\n"
    asked = [
        (f"notes/{ROUND}/x.toml", note + "|\n", {"titel": "Notatets titel", "afsnit": "afsnit i rækkefølge"}),
        (f"notes/{ROUND}/x.toml", note + "type = \"|\"\n", {'"budgetnotat"': ""}),
        (f"notes/{ROUND}/x.toml", note + "[sted]\nbydele = [\"|\"]\n", {'"Valby"': ""}),
        (f"notes/{ROUND}/x.toml", note + table.replace("aktiviteter", "|"), {'"aktiviteter"': "fordelt på aktiviteter", '"tal"': ""}),
        (f"notes/{ROUND}/x.toml", note + table + "enhed = \"|\"\n", {'"mio. kr."': ""}),
        (f"notes/{ROUND}/x.toml", note + post + "|\n", {"2020": "Tallet for 2020.", "2023": "", "styringsomraade": "", "$key": ""}),
        (f"notes/{ROUND}/x.toml", note + post + "udvalg = \"|\"\n", {'"BIU"': "Beskæftigelses- og Integrationsudvalget"}),
        (f"notes/{ROUND}/x.toml", note + post + "bevilling = \"|\"\n", {'"35.10"': "BIU: 35.10"}),
        (f"notes/{ROUND}/x.toml", note + post + "aftale = \"|\"\n", {'"Budgetaftale 2016"': ""}),
        (f"notes/{ROUND}/x.toml", note + post + "andel = { | }\n", {"af": "andel", "pct": "procent"}),
        ("notes/kommune.toml", head + "[[udvalg]]\n|\n", {"kode": "forkortelse", "forveksles_med": ""}),
        ("notes/kommune.toml", head + "[[udvalg]]\nforvaltning = \"|\"\n", {'"BIF"': "Integrationsforvaltningen"}),
    ]
    editor = Editor(folder)
    for path, text, wanted in asked:
        offered, _ = editor.at(path, text)
        for label, words in wanted.items():
            if words not in offered.get(label, "\0" if words == "" else ""):
                fault(f"tombi does not offer {label} ({words}) at\n{text}\nbut {offered}")
    _, hover = editor.at(f"notes/{ROUND}/x.toml", note + post + "udvalg = \"BI|U\"\n")
    if "Beskæftigelses- og Integrationsudvalget" not in hover or "har pengene" not in hover:
        fault(f"tombi does not tell what BIU is: {hover}")
    editor.close()
    return len(asked)


with tempfile.TemporaryDirectory() as scratch:
    schemas = files = 0
    projects = [PROJECT, *sorted((PROJECT / "tests/projekter").iterdir()), SHOWN]
    copies = [written(folder) for folder in projects]
    begun = Path(tempfile.mkdtemp(dir=scratch))
    for command in (["init"], ["new", "BU2", "--round", "budget-2028"]):
        run(str(PROGRAM), *command, folder=begun)
    for copy, name in [*zip(copies, projects), (begun, "init")]:
        schemas += meta(copy)
        files += taken(copy, name)
    good, bad = samples(copies[0])
    places = completes(copies[0])
    slips = 500
    marked = agrees(copies[-1], slips)

print(f"{slips} notes with a slip: tombi marks {marked}, and the program each of them")
print(f"{schemas} schemas are schemas; tombi and taplo take {files} files and {good} samples, and refuse {bad}; {places} places are completed")
sys.exit(1 if faults else 0)
