#!/bin/sh
# Are the types and constants of src/abi, in both ABIs, those of our own header and of Debian's?
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
failed=0

check() { # ABI, which header, its flags
	features=
	[ "$1" != 17 ] || features=--features=abi17
	# shellcheck disable=SC2086 # no feature is no word
	if LWS_HEADER_FLAGS=$3 cargo test --quiet --manifest-path "$here/ctest/Cargo.toml" \
		--target-dir "${CARGO_TARGET_DIR:-$root/target/ctest}" $features >"$work/said" 2>&1; then
		echo "ctest.sh: ABI $1, $2: $(grep -oE '^PASSED [0-9]+ tests' "$work/said" | tail -1)"
	else
		cat "$work/said"
		echo "ctest.sh: ABI $1: src/abi differs from $2" >&2
		failed=1
	fi
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for abi in 17 19; do
	LWS_HEADER_IS_OURS=1 check $abi "our header" "-I$root/include -I$root/include/abi$abi"
	check $abi "Debian's header" "$("$here/genuine.sh" $abi)"
done
exit $failed
