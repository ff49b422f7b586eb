#!/bin/sh
# Prints the compiler flags for the header of Debian's own lws: genuine.sh 17|19. Fetches it when it is not there yet.
# LWS12_ROOT and LWS13_ROOT name folders with an unpacked Debian 12 or 13 to be used instead.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
case ${1-} in
17) release=12 suite=bookworm tree=${LWS12_ROOT-} ;;
19) release=13 suite=trixie tree=${LWS13_ROOT-} ;;
*) echo "usage: genuine.sh 17|19" >&2; exit 2 ;;
esac
if [ -z "$tree" ]; then
	tree=$root/target/debian$release/root
	# The header includes those of OpenSSL and libcap.
	[ -e "$tree/usr/include/libwebsockets.h" ] && [ -e "$tree/usr/include/openssl/ssl.h" ] ||
		"$root/capi-tests/debian.sh" one "$root/target/debian$release" "$suite" \
			libwebsockets-dev libssl-dev libcap-dev >&2
fi
echo "-I$tree/usr/include -I$tree/usr/include/$(uname -m)-linux-gnu"
