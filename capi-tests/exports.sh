#!/bin/sh
# Does the library export every name that Debian's does, and nothing but its API? Has it the right SONAME, and does it
# load with every symbol bound at once?
#
#   exports.sh [LIBRARY ABI]    (without arguments: the libraries that `make` has built)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C

cat >"$work/load.c" <<'C'
#include <dlfcn.h>
#include <stdio.h>

int main(int argc, char **argv) {
  void *library = argc == 2 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
  const char *(*version)(void);

  if (!library) {
    fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  *(void **)&version = dlsym(library, "lws_get_library_version");
  if (!version || !version() || version()[0] != '4') {
    fprintf(stderr, "lws_get_library_version: not a version 4\n");
    return 1;
  }
  return 0;
}
C
cc -o "$work/load" "$work/load.c" -ldl

failed=0
wrong() {
	echo "exports.sh: $*" >&2
	failed=1
}

check() { # library, ABI
	before=$failed
	nm -D --defined-only "$1" | awk '{ print $3 }' | sort -u >"$work/have"
	missing=$(comm -23 "$here/exports-$2.txt" "$work/have" | tr '\n' ' ')
	[ -z "$missing" ] || wrong "$1 lacks: $missing"
	# Either ABI's names, names of older lws, and the additions of this library.
	other=$(sort -u "$here"/exports-*.txt | comm -13 - "$work/have" |
		grep -vE '^(_*lws|lwsac|lwsl|lejp|libwebsocket|log_cx$)' | tr '\n' ' ') || true
	[ -z "$other" ] || wrong "$1 exports what is not API: $other"
	soname=$(readelf -d "$1" | sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p')
	[ "$soname" = "libwebsockets.so.$2" ] || wrong "$1 calls itself '$soname'"
	readelf -d "$1" | grep -q 'NODELETE' || wrong "$1 could be unloaded: it is not linked with -z nodelete"
	"$work/load" "$1" || wrong "$1 does not load"
	[ $failed != "$before" ] || echo "exports.sh: ABI $2: all $(wc -l <"$here/exports-$2.txt") names, and no stray ones"
}

if [ $# = 2 ]; then
	check "$1" "$2"
else
	checked=0
	for abi in 17 19; do
		library=$here/../target/abi$abi/libwebsockets.so.$abi
		[ ! -e "$library" ] || { check "$library" $abi; checked=$((checked + 1)); }
	done
	[ $checked != 0 ] || wrong "no library is built yet: run make"
fi
exit $failed
