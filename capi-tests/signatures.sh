#!/bin/sh
# Are the functions of our header those of Debian's? A C file includes Debian's header and then our declarations: the
# compiler refuses when one differs. For both ABIs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
for abi in 17 19; do
	genuine=$("$here/genuine.sh" $abi)
	echo '#include <libwebsockets.h>' >"$work/include.c"
	cc -std=gnu11 -E -I"$here/../include" -I"$here/../include/abi$abi" "$work/include.c" |
		python3 "$here/prototypes.py" "$here/exports-$abi.txt" >"$work/ours.h" 2>"$work/said" || failed=1
	cat "$work/include.c" "$work/ours.h" >"$work/both.c"
	# shellcheck disable=SC2086 # the flags are words
	if cc -std=gnu11 -w $genuine -fsyntax-only "$work/both.c"; then
		echo "signatures.sh: ABI $abi: $(cat "$work/said")"
	else
		failed=1
	fi
done
[ $failed = 0 ] || echo "signatures.sh: our header differs from Debian's (see above)" >&2
exit $failed
