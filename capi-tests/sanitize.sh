#!/bin/bash
# Runs the library and the C programs under a sanitizer: capi-tests/sanitize.sh address|thread [PART...]
#
# Parts: c (the tests of capi-tests/c), trace (every scenario of the recorder, ours alone), clients (those of
# clients.py), tls (those of tls_hard.py), soak (SOAK_SECONDS, default 10), load (the echo example and files). All of them when none is named; `thread` knows c and soak.
#
# The library itself is instrumented, with its dependencies: RUSTC_BOOTSTRAP lets the stable compiler take the option.
# The C side is compiled by clang, and linked with the runtime that comes with rustc, so that there is one runtime.
set -u
cd "$(dirname "$0")/.." || exit 1
root=$PWD
kind=${1-}
shift
case $kind in
address) short=asan parts=${*:-c trace clients tls load soak} compile="-fsanitize=address,undefined -fno-sanitize-recover=undefined" ;;
thread) short=tsan parts=${*:-c soak} compile="-fsanitize=thread" RUSTFLAGS_MORE=-Cunsafe-allow-abi-mismatch=sanitizer ;;
*) sed -n '2,/^$/{/^#/!q;s/^# \{0,1\}//p}' "$0"; exit 2 ;;
esac
target=$(rustc -vV | sed -n 's/^host: //p')
runtime=$(rustc --print sysroot)/lib/rustlib/$target/lib/librustc-stable_rt.$short.a
[ -e "$runtime" ] || { echo "this rustc comes without the runtime of -Zsanitizer=$kind ($runtime)" >&2; exit 1; }
out=$root/target/${short}19
lib=$out/lib
bin=$out/bin
mkdir -p "$lib" "$bin"
# Most of them wait most of the time.
JOBS=${JOBS:-$(($(nproc) * 2))}
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1:detect_invalid_pointer_pairs=1}
export TSAN_OPTIONS=${TSAN_OPTIONS:-suppressions=$root/capi-tests/tsan.supp:halt_on_error=1}
export UBSAN_OPTIONS=print_stacktrace=1

library() {
	RUSTC_BOOTSTRAP=1 RUSTFLAGS="-Zsanitizer=$kind ${RUSTFLAGS_MORE-}" CARGO_PROFILE_DEV_OPT_LEVEL=1 \
		cargo build --quiet --lib --target "$target" --target-dir "$out/cargo" || return
	ln -sf "$out/cargo/$target/debug/libwebsockets.so" "$lib/libwebsockets.so"
	ln -sf libwebsockets.so "$lib/libwebsockets.so.19"
}

program() { # BINARY SOURCE...: compiles a C program when it is older than its sources or the runtime
	local binary=$1 source objects=() compiler newer=
	shift
	for source in "$@" "$runtime" include/libwebsockets.h capi-tests/c/testing.h capi-tests/trace/*.h; do
		[ "$binary" -nt "$source" ] || newer=$source
	done
	[ -n "$newer" ] || return 0
	for source in "$@"; do
		compiler="clang -std=c99"
		[ "${source##*.}" = c ] || compiler="clang++ -std=c++11"
		$compiler -g -O1 -fno-omit-frame-pointer $compile -Iinclude -Iinclude/abi19 -c "$source" \
			-o "$binary.$(basename "$source").o" || return
		objects+=("$binary.$(basename "$source").o")
	done
	clang "${objects[@]}" -o "$binary" -Wl,--whole-archive "$runtime" -Wl,--no-whole-archive -rdynamic -L"$lib" \
		-lwebsockets -lpthread -ldl -lrt -lm -lstdc++
}

c_test() {
	local source=$1 name code=0
	name=$(basename "${source%.*}")
	program "$bin/$name" "$source" || { echo "FAILED $name: does not compile"; return 1; }
	LD_LIBRARY_PATH=$lib LWS_TEST_SLOW=1 LWS_TEST_LIBRARY=$lib/libwebsockets.so.19 \
		timeout --kill-after=5 150 "$bin/$name" >"$bin/$name.log" 2>&1 </dev/null || code=$?
	if [ $code != 0 ]; then
		tail -n 80 "$bin/$name.log"
		echo "FAILED $name: exit code $code"
		return 1
	fi
	echo "ok $name"
}

part_c() {
	local list=(capi-tests/c/*.c capi-tests/c/*.cpp)
	# Threads are what the other half of them is about.
	[ "$kind" = address ] || mapfile -t list < <(grep -l 'pthread' capi-tests/c/*.c)
	export -f c_test program
	export compile lib runtime bin
	printf '%s\0' "${list[@]}" | xargs -0 -P "$JOBS" -I{} bash -c 'c_test {}' && echo "${#list[@]} C tests"
}

part_trace() {
	local here=capi-tests/trace
	program "$bin/recorder" $here/*.c &&
		python3 $here/compare.py --abi 19 --alone "$bin/recorder" --ours "$lib"
}

part_clients() {
	program "$bin/client_probe" capi-tests/programs/client/probe.c &&
		python3 capi-tests/programs/clients.py --library "$lib" --alone "$bin/client_probe"
}

part_tls() {
	program "$bin/tls_hard_server" capi-tests/programs/tls_hard_server.c &&
		program "$bin/tls_client" capi-tests/programs/tls_client.c || return
	target/venv/bin/python capi-tests/programs/tls_hard.py --library "$lib" --binaries "$bin" --slow
}

part_soak() {
	program "$bin/soak_server" capi-tests/programs/soak_server.c &&
		python3 capi-tests/programs/soak.py --seconds "${SOAK_SECONDS:-10}" --library "$lib" --binary "$bin/soak_server"
}

part_load() {
	local source binaries=()
	for source in examples-c/*.c; do
		# Those need the library of their loop.
		case $source in */under-*) continue ;; esac
		program "$bin/$(basename "${source%.c}")" "$source" || return
	done
	python3 capi-tests/programs/load.py --library "$lib" --binaries "$bin"
}

library || exit
for part in $parts; do
	"part_$part" || { echo "FAILED: $kind sanitizer, $part"; exit 1; }
done
echo "no finding of the $kind sanitizer in: $parts"
