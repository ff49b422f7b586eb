#!/usr/bin/env python3
"""Picks typedefs and declarations out of the preprocessed libwebsockets.h on standard input.

usage: cc -E … | prototypes.py NAMES

Prints the typedefs without a body and the declarations of the functions and variables named in the file NAMES. Fails
when the header declares one of these names not at all, unless no public header of lws does.
"""
import re
import sys

# Exported by lws, but declared in its private headers only.
PRIVATE = {
    "_lws_plat_service_tsi",
    "lws_client_reset",
    "lws_context_init_extensions",
    "lws_ssl_remove_wsi_from_buffered_list",
}


def of_header(lines):
    """The lines that come from libwebsockets.h itself."""
    ours = False
    for line in lines:
        marker = re.match(r'# \d+ "(.*?)"', line)
        if marker:
            ours = marker.group(1).endswith("/libwebsockets.h")
        elif ours:
            yield line


def declarations(text):
    """Declarations without a body; inline functions and structs are passed over."""
    depth, start, body = 0, 0, False
    for place, char in enumerate(text):
        if char == "{":
            depth, body = depth + 1, True
        elif char == "}":
            depth -= 1
            if depth == 0 and text[start:place].lstrip().startswith("static"):
                start, body = place + 1, False
        elif char == ";" and depth == 0:
            if not body:
                yield " ".join(text[start : place + 1].split())
            start, body = place + 1, False


def name_of(declaration):
    """The name that a declaration of a function or variable declares."""
    plain = re.sub(r"__attribute__\s*\(\(.*?\)\)\)?", " ", declaration)
    match = re.search(r"(\w+)\s*[(\[;]", plain)
    return match.group(1) if match else None


def main():
    with open(sys.argv[1], encoding="ascii") as file:
        wanted = set(file.read().split())
    found = set()
    for declaration in declarations("".join(of_header(sys.stdin))):
        if declaration.startswith("typedef"):
            print(declaration)
        elif name_of(declaration) in wanted:
            found.add(name_of(declaration))
            print(declaration)
    missing = sorted(wanted - found - PRIVATE)
    if missing:
        sys.exit("libwebsockets.h does not declare: " + " ".join(missing))
    print(f"{len(found)} declarations", file=sys.stderr)


main()
