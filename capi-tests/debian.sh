#!/bin/bash
# Programs and libraries of a Debian release in a folder of their own; nothing of this machine is changed.
#
#   debian.sh one    DIR SUITE PACKAGE...     fetch these packages and unpack them in DIR/root
#   debian.sh unpack DIR SUITE PACKAGE...     the same with everything they depend on
#   debian.sh source DIR SUITE PACKAGE        fetch a package's source and unpack it in DIR
#   debian.sh run    DIR PROGRAM [ARG...]     run a PROGRAM of DIR/root with the loader and libraries there;
#                                             LIB_FIRST=folder puts the libraries of a folder before them
#
# SUITE is a code name: bookworm (lws 4.1.6, ABI 17), trixie (lws 4.3.5, ABI 19). The archive is the one that this
# machine's own apt uses, with apt's own checks.
set -euo pipefail

die() { echo "debian.sh: $*" >&2; exit 1; }
if [ $# -lt 3 ]; then sed -n '2,/^$/{/^#/!q;s/^# \{0,1\}//p}' "$0" >&2; exit 2; fi
action=$1
mkdir -p "$2"
dir=$(realpath "$2")
shift 2

# An apt of its own for one suite: its lists, cache and (empty) status live in $dir/SUITE. Sets `apt_conf`.
use_suite() {
	local state=$dir/$1 mirror keyring
	apt_conf=$state/conf
	[ ! -e "$state/complete" ] || return 0
	mirror=$(apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
		awk '$1 !~ /-/ && $2 == "main" { print $3; exit }')
	[ -n "$mirror" ] || die "this machine's apt knows no Debian archive (try apt-get update)"
	for keyring in /usr/share/keyrings/debian-archive-keyring.{pgp,gpg}; do [ ! -e "$keyring" ] || break; done
	[ -e "$keyring" ] || die "the keys of Debian's archive are missing (package debian-archive-keyring)"
	mkdir -p "$state/lists/partial" "$state/archives/partial" "$state/none"
	: >"$state/status"
	for kind in deb deb-src; do echo "$kind [signed-by=$keyring] $mirror $1 main"; done >"$state/sources.list"
	cat >"$apt_conf" <<-CONF
		Dir::Etc { SourceList "$state/sources.list"; SourceParts "$state/none"; Preferences "$state/none/none"; PreferencesParts "$state/none"; };
		Dir::State "$state"; Dir::State::Lists "$state/lists"; Dir::State::status "$state/status";
		Dir::Cache "$state"; Dir::Cache::Archives "$state/archives";
		APT::Install-Recommends "0"; APT::Sandbox::User "$(id -un)"; Acquire::Languages "none"; quiet "2";
	CONF
	APT_CONFIG=$apt_conf apt-get update
	touch "$state/complete"
}

unpack_into_root() {
	for deb in "$@"; do dpkg-deb -x "$deb" "$dir/root"; done
}

case $action in
one)
	use_suite "$1"; shift
	fetched=$(mktemp -d)
	trap 'rm -rf "$fetched"' EXIT
	(cd "$fetched" && APT_CONFIG=$apt_conf apt-get download "$@")
	unpack_into_root "$fetched"/*.deb ;;
unpack)
	suite=$1
	use_suite "$suite"; shift
	APT_CONFIG=$apt_conf apt-get install --yes --download-only "$@"
	unpack_into_root "$dir/$suite/archives"/*.deb ;;
source)
	use_suite "$1"
	(cd "$dir" && APT_CONFIG=$apt_conf apt-get source "$2") ;;
run)
	program=$1; shift
	triplet=$(uname -m)-linux-gnu
	tree=$dir/root
	for loader in "$tree"/{usr/,}lib/"$triplet"/ld-linux*.so.? "$tree"/{usr/,}lib64/ld-linux*.so.?; do
		[ ! -e "$loader" ] || break
	done
	[ -e "$loader" ] || die "no loader under $dir/root: unpack libc6 there"
	exec "$loader" --library-path "${LIB_FIRST:+$LIB_FIRST:}$tree/usr/lib/$triplet:$tree/lib/$triplet" \
		"$tree/$program" "$@" ;;
*)
	die "no such action: $action" ;;
esac
