#!/bin/bash
# The same echo server on each event loop: capi-tests/loops/run.sh ABI FOLDER-OF-THE-LIBRARY [PORT]
#
# Plain with all messages, then under valgrind with a tenth of them.
set -u
cd "$(dirname "$0")/../.." || exit 1
abi=$1 lib=$2 port=${3:-24200}
out=target/loops$abi
mkdir -p "$out"
include="-Iinclude -Iinclude/abi$abi -DOURS"
failed=0

compile() { # NAME [FLAG...]
	gcc -std=c99 -Wall -Wextra -Werror -pedantic -g $include capi-tests/loops/loops.c -o "$out/$1" "${@:2}" \
		-L"$lib" -lwebsockets -lpthread
}

run() { # NAME LOOP
	local code log=$out/$2.log
	LD_LIBRARY_PATH=$lib timeout 120 "$out/$1" "$2" "$port" >"$log" 2>&1
	code=$?
	if [ $code = 0 ]; then
		LD_LIBRARY_PATH=$lib timeout 280 valgrind --quiet --error-exitcode=9 --leak-check=full \
			--errors-for-leak-kinds=definite --suppressions=capi-tests/loops/valgrind.supp \
			"$out/$1" "$2" "$port" 1000 20 >>"$log" 2>&1
		code=$?
	fi
	if [ $code = 0 ]; then echo "$2: ok"; else echo "$2: FAILED ($code)"; tail -30 "$log"; failed=1; fi
	port=$((port + 4))
}

compile none || exit 1
compile uv -DLOOP_UV $(pkg-config --cflags --libs libuv) || exit 1
compile ev -DLOOP_EV -lev || exit 1
compile event -DLOOP_EVENT $(pkg-config --cflags --libs libevent) || exit 1
compile glib -DLOOP_GLIB $(pkg-config --cflags --libs glib-2.0) || exit 1
for loop in own poll mixed uv-own ev-own event-own glib-own; do run none $loop; done
for loop in uv ev event glib; do run $loop $loop; done
exit $failed
