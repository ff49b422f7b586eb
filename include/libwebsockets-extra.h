/*
 * What this library has and lws does not. Nothing in libwebsockets.h needs it.
 */
#ifndef LIBWEBSOCKETS_EXTRA_H
#define LIBWEBSOCKETS_EXTRA_H

#include <libwebsockets.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes a context as lax with its peers as genuine lws is, or strict again: unmasked frames from clients, missing or
 * repeated Host headers and header lines that end with a bare LF are then taken. The environment variable LWSX_LAX=1
 * does the same for programs that cannot be changed.
 *
 * @param lax 1 or 0
 * @return 0, or -1 when there is no such context
 */
LWS_VISIBLE LWS_EXTERN int lwsx_set_lax(struct lws_context *context, int lax);

/**
 * Serves `file.gz` for `file` from the mounts of a vhost, to clients that take gzip: with `content-encoding: gzip` and
 * an entity tag of its own, so that the same content is compressed once, by whoever puts the files there. A `file.gz`
 * that is older than `file` is not looked at. All answers from these mounts then say `vary: accept-encoding`. Files that
 * the program's own file operations open, and those that a protocol rewrites, are served as they are.
 *
 * @param on 1 or 0 (as it is at first)
 * @return 0, or -1 when there is no such vhost
 */
LWS_VISIBLE LWS_EXTERN int lwsx_vhost_set_gzip_twins(struct lws_vhost *vhost, int on);

/**
 * Confines the mounts of a vhost to their folders: a symlink that leads out of a mount's folder is answered like a file
 * that is not there, also one that is put there while the request is looked at. Without this, symlinks are followed
 * wherever they lead. The folder itself (`origin` of the mount) may be a symlink. Files that the program's own file
 * operations open, and those that it names to lws_serve_http_file(), are its own affair.
 *
 * @param on 1 or 0 (as it is at first)
 * @return 0, or -1 when there is no such vhost
 */
LWS_VISIBLE LWS_EXTERN int lwsx_vhost_confine_mounts(struct lws_vhost *vhost, int on);

/**
 * Says how large a message may be that comes in compressed (permessage-deflate): one that inflates to more is not given
 * to the program to its end, and its connection closes with 1009. Memory does not depend on this: messages are inflated
 * slice by slice, as the program takes them; it is for programs that gather them.
 *
 * @param bytes what one message may inflate to; 0 (as it is at first) for any size
 * @return 0, or -1 when there is no such vhost
 */
LWS_VISIBLE LWS_EXTERN int lwsx_vhost_set_max_inflated(struct lws_vhost *vhost, uint64_t bytes);

/**
 * Has the contexts that are made from now on tell the program of each descriptor, so that it can poll by itself:
 * LWS_CALLBACK_ADD_POLL_FD and its kin (see lws_service_fd()), as lws does when it was built with LWS_WITH_EXTERNAL_POLL.
 * With ABI 19, Debian's build has that, so it is on at first; with ABI 17 it is off.
 *
 * @param on 1 or 0
 * @return what it was
 */
LWS_VISIBLE LWS_EXTERN int lwsx_set_external_poll(int on);

#ifdef __cplusplus
}
#endif

#endif
