#!/usr/bin/env python3
"""Do the programs in docs/extra.md compile without a warning, for both ABIs and both compilers?

The step `documents` of capi-tests/run runs this; nothing is written.
"""
import re
import shutil
import subprocess
import sys
from pathlib import Path

root = Path(__file__).resolve().parent.parent
programs = re.findall(r"^```c\n(.*?)^```", (root / "docs/extra.md").read_text(), re.S | re.M)
flags = ["-std=c99", "-D_DEFAULT_SOURCE", "-Wall", "-Wextra", "-Werror", "-pedantic", "-fsyntax-only", "-x", "c"]
failed = 0
for number, program in enumerate(programs, 1):
    for compiler in filter(shutil.which, ("gcc", "clang")):
        for abi in ("17", "19"):
            include = [f"-I{root}/include", f"-I{root}/include/abi{abi}"]
            result = subprocess.run([compiler, *flags, *include, "-"], input=program, text=True, capture_output=True)
            if result.returncode:
                failed += 1
                print(f"docs/extra.md, program {number}, {compiler}, ABI {abi}:\n{result.stderr}")
if not programs:
    print("docs/extra.md has no programs")
print(f"docs/extra.md: {len(programs)} programs, {failed} failures")
sys.exit(bool(failed) or not programs)
