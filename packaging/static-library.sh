#!/bin/sh
# static-library.sh RUST.a LIB.so OUT.a: one object out of Rust's static library, with only what the shared library
# exports left global, and without debugging data.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
nm -D --defined-only "$2" | awk '$2 ~ /[TDBRVW]/ { sub(/@.*/, "", $3); print $3 }' | sort -u >"$work/api"
[ -s "$work/api" ] || { echo "static-library.sh: $2 exports nothing" >&2; exit 1; }
# -u for each name pulls in exactly the members that the API needs.
sed 's/^/-u /' "$work/api" >"$work/wanted"
ld -r -o "$work/whole.o" "@$work/wanted" "$1"
objcopy --keep-global-symbols="$work/api" -R .llvmbc -R .llvmcmd -g "$work/whole.o" "$work/libwebsockets.o"
rm -f "$3"
ar rcsD "$3" "$work/libwebsockets.o"
