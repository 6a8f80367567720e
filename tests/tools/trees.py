# SPDX-License-Identifier: GPL-2.0-or-later
"""For the checks that disturb runs: input folders, running the program, and holding output folders
against each other. Imported by check-faults, check-kills and check-mutants."""
import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import xml.parsers.expat

STATUSES = ("ok", "ok-warn", "no-text", "partial", "encrypted", "refused", "empty", "limit", "timeout", "oom",
            "crashed", "sandbox", "unreadable", "unstable", "skipped", "output-error", "internal")
# Of the state of a folder, which two runs need not leave alike.
STATE = (".boardpack", ".lock")


def make_pdf(path, *lines):
    """One page, the lines as text; none may hold a bracket or a backslash."""
    content = "BT /F 11 Tf 14 TL 72 760 Td\n" + "".join(f"({line}) Tj T*\n" for line in lines) + "ET"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
               f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
               "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    out, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n"
    xref = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in places)
    tail = f"trailer\n<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(out + xref + tail, encoding="ascii")
    os.utime(path, (1900000000, 1900000000))


def make_minutes(folder, numbers, version=1):
    """Invented minutes, a file a number, in folders of four."""
    for n in numbers:
        make_pdf(folder / f"set-{n // 4}" / f"minutes-{n:02}.pdf", "Minutes of the Otter Committee",
                 f"held on {n % 27 + 1} May 2031", "1. Welcome", f"RESOLVED that {n * version} chairs be bought.",
                 f"Action: AB to count the chairs of room {n}")


def make_rules(folder):
    """Few of the project's rules: most of the time of a small run is the reading of all of them."""
    base = pathlib.Path("rules/base")
    for name in ("common", "recognise"):
        shutil.copytree(base / name, folder / name)
    (folder / "split").mkdir()
    for name in ("actions.rules", "decisions.rules"):
        shutil.copy(base / "split" / name, folder / "split")


def environment(rules, **more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BOARDPACK_", "FAULT_"))}
    kept.pop("SOURCE_DATE_EPOCH", None)
    return {**kept, "BOARDPACK_RULES": str(rules), **more}


def run(program, out, paths, env, jobs=2, **more):
    return subprocess.run([program, "run", "-q", "--reproducible", "-j", str(jobs), "-o", out, *paths], env=env,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                          **more)


def files_of(folder):
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if name.parts[0] not in STATE and not path.is_dir():
            found[str(name)] = path
    return found


def ask_database(path, ask):
    """What `ask` makes of a copy: a reader may make files beside the database, and mend what a run left behind."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in (path.name, path.name + "-wal", path.name + "-journal"):
            if path.with_name(name).exists():
                shutil.copy(path.with_name(name), scratch)
        with contextlib.closing(sqlite3.connect(pathlib.Path(scratch) / path.name)) as db:
            return ask(db)


def read_rows(db):
    """All rows but those of the index, in an order of their own, with names in place of the keys: what was done in
    another order has other keys."""
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND "
                                          "name NOT LIKE 'record_fts%' AND name NOT LIKE 'sqlite_%'")]
    columns = {name: [row[1] for row in db.execute(f'PRAGMA table_info("{name}")')] for name in names}
    files = dict(db.execute("SELECT id, file FROM document"))
    records = {}
    for name in names:
        if "pk" in columns[name]:
            records.update((pk, (files[document], ident)) for pk, document, ident in
                           db.execute(f'SELECT pk, document, id FROM "{name}"'))
    rows = []
    for name in names:
        keys = {row[3]: files if row[2] == "document" else records for row in
                db.execute(f'PRAGMA foreign_key_list("{name}")')}
        keys.update({"pk": records, "record": records} if name != "document" else {"id": files})
        for row in db.execute(f'SELECT * FROM "{name}"'):
            rows.append(repr((name, [keys[c].get(v, v) if c in keys else v for c, v in zip(columns[name], row)])))
    db.execute("INSERT INTO record_fts (record_fts, rank) VALUES ('integrity-check', 1)")
    indexed = {row[0] for row in db.execute("SELECT id FROM record_fts_docsize")}
    return sorted(rows), indexed == records.keys()


def check_integrity(path):
    return ask_database(path, lambda db: db.execute("PRAGMA integrity_check").fetchone()[0])


def differences(wanted, got):
    """What of two output folders is not the same, at most a few lines."""
    a, b = files_of(wanted), files_of(got)
    said = [f"{name} is missing" for name in a.keys() - b.keys()]
    said += [f"{name} is too much" for name in b.keys() - a.keys()]
    for name in a.keys() & b.keys():
        if a[name].read_bytes() == b[name].read_bytes():
            continue
        if name != "boardpack.db" or ask_database(a[name], read_rows) != ask_database(b[name], read_rows):
            said.append(f"{name} differs")
    return sorted(said)[:8]


def half_written(folder):
    """Published files that cannot be read. Whatever befell a run, there may be none."""
    said = []
    for name, path in files_of(folder).items():
        try:
            if path.suffix == ".json":
                json.loads(path.read_text(encoding="utf-8"))
            elif path.suffix == ".xml":
                xml.parsers.expat.ParserCreate().Parse(path.read_bytes(), True)
            elif path.suffix == ".ndjson":
                text = path.read_text(encoding="utf-8")
                for line in text.splitlines():
                    json.loads(line)
                if text and not text.endswith("\n"):
                    said.append(f"{name} ends within a line")
            elif name == "boardpack.db":
                answer = check_integrity(path)
                if answer != "ok":
                    said.append(f"{name}: {answer}")
        except (ValueError, xml.parsers.expat.ExpatError, sqlite3.Error) as why:
            said.append(f"{name}: {why}")
    return said


def left_over(folder):
    return [str(path.relative_to(folder)) for path in folder.rglob(".boardpack-*.tmp")]
