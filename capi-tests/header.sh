#!/bin/sh
# Is include/libwebsockets.h what the Rust sources say, and do all compilers take it without a warning?
#
#   header.sh            check
#   header.sh --refresh  write the header anew
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
header=$root/include/libwebsockets.h
target=${CARGO_TARGET_DIR:-$root/target/header}

cargo build --quiet --manifest-path "$root/capi-tests/header/Cargo.toml" --target-dir "$target"
if [ "${1-}" = --refresh ]; then
	exec "$target/debug/lws-header" "$root" "$header"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$target/debug/lws-header" "$root" "$work/libwebsockets.h"
if ! diff -u "$header" "$work/libwebsockets.h" >"$work/diff"; then
	head -n 40 "$work/diff"
	echo "header.sh: include/libwebsockets.h is not what the sources say; refresh it: capi-tests/header.sh --refresh" >&2
	exit 1
fi

# A program that uses the macros and inline functions too, in the words common to C and C++.
cat >"$work/all.c" <<'C'
#include <libwebsockets.h>

struct item {
  struct item *next;
  lws_dll2_t list;
  uint32_t tail;
  const char *name;
};

int use(struct lws *wsi, struct lws_ring *ring, lws_dll2_owner_t *owner, struct item *head);
int use(struct lws *wsi, struct lws_ring *ring, lws_dll2_owner_t *owner, struct item *head) {
  unsigned char buffer[LWS_PRE + 16];
  size_t left = sizeof(buffer);
  uint64_t options = LWS_SERVER_OPTION_VALIDATE_UTF8 | LWS_SERVER_OPTION_H2_PRIOR_KNOWLEDGE;
  lws_sockaddr46 address;
  int total = lws_write_ws_flags(LWS_WRITE_TEXT, 1, 0) + lws_is_be();

  memset(&address, 0, sizeof(address));
  sa46_sockport(&address, 80);
  total += (int)sa46_socklen(&address) + sa46_address_len(&address) + (sa46_address(&address) != NULL);
  lws_start_foreach_ll(struct item *, each, head) {
    total += lws_container_of(&each->list, struct item, list) == each;
  }
  lws_end_foreach_ll(each, next);
  lws_start_foreach_ll_safe(struct item *, each, head, next) { total += each->name != NULL; }
  lws_end_foreach_ll_safe(each);
  lws_start_foreach_llp(struct item **, each, head) { total += (*each)->name != NULL; }
  lws_end_foreach_llp(each, next);
  if (head)
    lws_ll_fwd_remove(struct item, next, head, head);
  lws_start_foreach_dll(struct lws_dll2 *, d, lws_dll2_get_head(owner)) { total += lws_dll2_is_detached(d); }
  lws_end_foreach_dll(d);
  lws_start_foreach_dll_safe(struct lws_dll2 *, d, d1, owner->head) { total += lws_dll2_owner(d) == owner; }
  lws_end_foreach_dll_safe(d, d1);
  lws_ring_consume_and_update_oldest_tail(ring, struct item, &head->tail, 1, head, tail, next);
  lws_ring_consume_single_tail(ring, &head->tail, 1);
  left -= (size_t)lws_snprintf((char *)lws_concat_temp(buffer, left), left, "%d", total);
  total += (int)lws_concat_used(buffer, left) + (int)LWS_ARRAY_SIZE(buffer) + (int)(LWS_US_PER_SEC / LWS_US_PER_MS);
  total += lws_dll2_search_sz_pl(owner, "x", 1, struct item, list, name) != NULL;
  lwsl_user("%d %d\n", total, lws_check_opt(options, LWS_SERVER_OPTION_VALIDATE_UTF8));
  lwsl_debug("%s\n", __func__);
#if !defined(LWS_ABI17)
  lwsl_wsi_notice(wsi, "%d", total);
#endif
  lwsl_hexdump_notice(buffer, sizeof(buffer));
  lws_wsi_close(wsi, LWS_TO_KILL_ASYNC);
  return lws_write_http(wsi, &buffer[LWS_PRE], 0);
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len) {
  switch (reason) {
  case LWS_CALLBACK_ESTABLISHED:
    return lws_callback_on_writable(wsi) < 0;
  default:
    return lws_callback_http_dummy(wsi, reason, user, in, len);
  }
}

int main(void) {
  static const struct lws_protocols protocols[] = {{"http", callback, 0, 0, 0, NULL, 0}, LWS_PROTOCOL_LIST_TERM};
  struct lws_context_creation_info info;
  struct lws_context *context;

  memset(&info, 0, sizeof(info));
  info.port = CONTEXT_PORT_NO_LISTEN;
  info.protocols = protocols;
  context = lws_create_context(&info);
  if (!context)
    return 1;
  lws_context_destroy(context);
  return 0;
}
C

failed=0
check() { # compiler, language, standards...
	compiler=$1
	language=$2
	shift 2
	command -v "$compiler" >/dev/null || { echo "header.sh: no $compiler here: skipped"; return 0; }
	for standard in "$@"; do
		for abi in 17 19; do
			for debug in -UNDEBUG -DNDEBUG; do
				"$compiler" -x "$language" -std="$standard" -Wall -Wextra -Werror -pedantic $debug \
					-I"$root/include" -I"$root/include/abi$abi" -fsyntax-only "$work/all.c" || {
					echo "header.sh: $compiler -std=$standard $debug, ABI $abi: not clean" >&2
					failed=1
				}
			done
		done
	done
}
check gcc c c99 c11 gnu17
check clang c c99 c11 gnu17
check g++ c++ c++11 c++17 c++20
check clang++ c++ c++11 c++17 c++20
[ $failed = 0 ] && echo "header.sh: fresh, and clean in C and C++ for both ABIs"
exit $failed
