#!/usr/bin/env python3
"""
Keeps the tables of docs/compatibility.md true to the source.

  docs/gen-compatibility.py            rewrites the table of functions
  docs/gen-compatibility.py --check    fails if it is out of date, or if the page leaves out a member, option or reason

An export whose definition stands below src/capi/refused/ is not provided yet; its doc comment says what it returns. The
tables of members, options and reasons are written by hand; a name that they call honoured must occur in the source.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "compatibility.md"
# Members that are read through a function of src/abi/access.rs.
READ_BY = {"cache_bits": "cache_reusable"}
BEGIN, END = "<!-- functions: begin -->", "<!-- functions: end -->"
EXPORT = re.compile(r'#\[unsafe\((?:no_mangle|export_name = "(\w+)")\)\]((?:\s*#\[.*\])*)\s*pub (?:unsafe )?(?:extern "C(?:-unwind)?" )?'
                    r'(?:fn|static(?: mut)?) (\w+)')
REFUSAL = re.compile(r"does not provide it yet: it (.*?), and logs that once", re.S)


def sources(*below):
    return {p: p.read_text() for room in below for p in sorted((ROOT / "src" / room).rglob("*.rs"))}


def doc_above(text, at):
    lines = []
    for line in reversed(text[:at].splitlines()):
        if not line.lstrip().startswith("///"):
            break
        lines.insert(0, line.strip()[3:].strip())
    return " ".join(lines)


def exports():
    """name -> state"""
    found = {}
    for path, text in sources("capi", "legacy").items():
        for m in EXPORT.finditer(text):
            state = "provided"
            if "refused" in path.parts:
                says = REFUSAL.search(doc_above(text, m.start()))
                state = f"not yet: {says[1]}" if says else "not yet"
            found[m[1] or m[3]] = state
    return found


def table(found):
    names = {abi: (ROOT / "capi-tests" / f"exports-{abi}.txt").read_text().split() for abi in (17, 19)}
    every = sorted(set(names[17]) | set(names[19]), key=lambda n: (n.lstrip("_"), n))
    count = sum(found.get(n) == "provided" for n in every)
    out = [f"{count} of {len(every)} are provided.", "", "| name | ABI | state |", "|---|---|---|"]
    for name in every:
        abi = " ".join(str(a) for a in (17, 19) if name in names[a])
        out.append(f"| `{name}` | {abi} | {found.get(name, 'missing')} |")
    # The functions behind the headers of older eras have names there; docs/porting.md tells of them.
    more = sorted(n for n in set(found) - set(every) if not n.startswith("lwsx_legacy_"))
    if more:
        out += ["", "Beyond those: " + ", ".join(f"`{n}`" for n in more) + "."]
    return "\n".join(out)


def members(struct):
    text = (ROOT / "src/abi/structs_context.rs").read_text()
    body = re.search(r"pub struct " + struct + r" \{(.*?)\n\}", text, re.S)[1]
    return [m for m in re.findall(r"^    pub (\w+):", body, re.M) if not m.startswith("_")]


def section(page, heading):
    return re.search(r"^## " + heading + r"\n(.*?)(?=^## |\Z)", page, re.S | re.M)[1]


def problems(page):
    config = "".join((ROOT / "src/capi" / n).read_text() for n in ("config.rs", "config_tls.rs", "context_vhost.rs"))
    for struct, heading in (("lws_context_creation_info", "The creation info"), ("lws_http_mount", "Mounts")):
        text = section(page, heading)
        honoured = text.split("\nNot yet")[0]
        for name in sorted(set(members(struct))):
            if f"`{name}`" not in text:
                yield f"{heading}: the member {name} is left out"
            elif f"`{name}`" in honoured and not re.search(r"\." + READ_BY.get(name, name) + r"\b", config):
                yield f"{heading}: {name} is called honoured, but src/capi/config.rs does not look at it"
    abi = "\n".join(sources("abi").values())
    code = "\n".join(sources("core", "role", "service", "capi").values())
    for prefix, heading in (("LWS_SERVER_OPTION_", "Options"), ("LWS_CALLBACK_", "Callback reasons")):
        text = section(page, heading)
        honoured = text.split("\nNot yet")[0]
        for name in sorted(set(re.findall(r"pub const " + prefix + r"(\w+)", abi))):
            if f"`{name}`" not in text:
                yield f"{heading}: {name} is left out"
            elif f"`{name}`" in honoured and not re.search(r"abi::" + prefix + name + r"\b", code):
                yield f"{heading}: {name} is called provided, but nothing in src uses it"
            elif f"`{name}`" not in honoured and re.search(r"abi::" + prefix + name + r"\b", code):
                yield f"{heading}: {name} is called not provided, but src uses it"


def main():
    page = PAGE.read_text()
    head, rest = page.split(BEGIN)
    tail = rest.split(END)[1]
    made = f"{head}{BEGIN}\n{table(exports())}\n{END}{tail}"
    if sys.argv[1:] == ["--check"]:
        wrong = list(problems(page))
        if made != page:
            wrong.append("the table of functions is out of date: run docs/gen-compatibility.py")
        for w in wrong:
            print(f"docs/compatibility.md: {w}", file=sys.stderr)
        return 1 if wrong else 0
    PAGE.write_text(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
