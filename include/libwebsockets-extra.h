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

/*
 * docs/extra.md shows how what follows fits together. The reasons of its own are no members of enum lws_callback_reasons:
 * in a switch over `reason`, cast that to int, so that the compiler does not wonder.
 */

/* ---- websockets by id, from any thread ---- */

/**
 * A number for a connection that no other one of this process has, had or will have: to keep where a pointer would go
 * stale, and to name the connection in other threads. Any connection of the library has one; it stays the same from its
 * first callback to its last. Numbers of another process mean nothing here; a forked child keeps those of the connections
 * that it inherited.
 *
 * @return the id, never 0; 0 and a log line when `wsi` is NULL or closed, or when another thread than the one that
 *         services the context is the first to ask: ask in a callback, for example in LWS_CALLBACK_ESTABLISHED
 */
LWS_VISIBLE LWS_EXTERN uint64_t lwsx_id(struct lws *wsi);

/**
 * The connection with this id. Only on the thread that services the context, since the pointer is good there until the
 * connection closes; other threads get NULL and a log line.
 *
 * @return the connection, or NULL when it is gone
 */
LWS_VISIBLE LWS_EXTERN struct lws *lwsx_find(struct lws_context *context, uint64_t id);

/**
 * Sends a message, or a part of one, on an open websocket: from any thread, at any time, in callbacks too, whether or not
 * the connection can take bytes now. What it cannot take waits, in order; no WRITEABLE is needed. The bytes are copied.
 *
 * Messages of one thread go out in the order of the calls. LWS_WRITE_NO_FIN and LWS_WRITE_CONTINUATION work as with
 * lws_write(): while such a message is under way, whole messages (of other threads, or of lws_write()) wait for its end,
 * pings and pongs do not, and no second fragmented one can begin. A message that the program itself sends in fragments by
 * lws_write() is not interrupted either.
 *
 * @param context the connection's context
 * @param id from lwsx_id()
 * @param data the bytes; NULL is allowed with `len` 0
 * @param how LWS_WRITE_TEXT, LWS_WRITE_BINARY, LWS_WRITE_CONTINUATION, LWS_WRITE_PING or LWS_WRITE_PONG, and
 *        LWS_WRITE_NO_FIN when more fragments follow
 * @return 0: accepted, and sent unless the connection ends before; -1: nothing is sent, because the connection is gone, not
 *         (or no longer) an open websocket, or more waits than lwsx_vhost_set_max_queued() allows, or the arguments do not
 *         fit. The log says why: at level INFO when the connection has just gone, which is nobody's mistake, and once, not
 *         for each message, when too much waits
 */
LWS_VISIBLE LWS_EXTERN int lwsx_send(struct lws_context *context, uint64_t id, const void *data, size_t len, int how);

/**
 * The same without a copy: the library keeps `data`, which must not change, until `release` is called.
 *
 * `release(arg)` is called exactly once, whatever this returns. After 0: on the thread that services the context, when the
 * kernel has taken the bytes or the connection has ended, at the latest in lws_context_destroy(). After -1: by this call,
 * before it returns. It may call lwsx_ functions.
 *
 * A server's messages of 4096 bytes and more go to the kernel from where they are (one call for the frame's header and
 * the payload). The payload is copied on its way, and released at once, where it has to be changed (a client masks, TLS
 * encrypts, permessage-deflate compresses), and where it is shorter, because gathering short ones in one call is cheaper.
 *
 * @param release NULL: the bytes stay valid for ever, as those of a string literal
 * @return as lwsx_send()
 */
LWS_VISIBLE LWS_EXTERN int lwsx_send_reference(struct lws_context *context, uint64_t id, const void *data, size_t len,
					       int how, void (*release)(void *arg), void *arg);

/**
 * How many bytes of a connection wait: those of lwsx_send() and lwsx_send_reference() that stand in line, and what the
 * kernel has refused of anything. From any thread.
 *
 * @return the bytes; 0 also when the connection is gone
 */
LWS_VISIBLE LWS_EXTERN size_t lwsx_queued(struct lws_context *context, uint64_t id);

/** What lwsx_vhost_set_max_queued() is at first. */
#define LWSX_MAX_QUEUED_DEFAULT 16777216

/**
 * How much may wait for one connection of a vhost; what would go beyond that is refused by lwsx_send() and
 * lwsx_send_reference(). Each message counts 64 bytes more than it has. Takes effect at once.
 *
 * @param bytes the limit; 0 for LWSX_MAX_QUEUED_DEFAULT
 * @return 0, or -1 when there is no such vhost, or another thread services its context
 */
LWS_VISIBLE LWS_EXTERN int lwsx_vhost_set_max_queued(struct lws_vhost *vhost, size_t bytes);

/**
 * Closes a websocket behind everything that waits for it, from any thread: the close frame goes out when the rest has, and
 * the connection ends when the peer has answered, or after five seconds without any progress. Nothing can be sent on it
 * by id any more. (Returning -1 from a callback closes at once: what waits is then dropped.)
 *
 * @param status 1000 to 1003, 1007 to 1014, or 3000 to 4999
 * @param reason text for the peer, in UTF-8, at most 123 bytes, copied; NULL for none
 * @param len its length in bytes
 * @return 0; -1: the connection is gone, no open websocket, or being closed already, or the arguments do not fit (logged)
 */
LWS_VISIBLE LWS_EXTERN int lwsx_close(struct lws_context *context, uint64_t id, int status, const void *reason,
				      size_t len);

/**
 * How many websockets are open, of servers and clients: from when ESTABLISHED is given until CLOSED is. From any thread.
 *
 * @param context NULL for all contexts of this process (others that it has forked are not looked at)
 * @param protocol the protocol's name; NULL for all
 */
LWS_VISIBLE LWS_EXTERN size_t lwsx_count(struct lws_context *context, const char *protocol);

/**
 * Has `task` called for each open websocket, on the thread that services it, soon: never inside of this call. Nothing is
 * held meanwhile: tasks may write, close, and call anything that callbacks may. Tasks of several calls come in the order of
 * the calls; with very many websockets other work gets its turn in between.
 *
 * @param context NULL for all contexts of this process, each in its own thread
 * @param protocol the protocol's name; NULL for all
 * @param except the id of a websocket to leave out, for example of the one that a message came from; 0 for none
 * @param task gets the connection and `arg`
 * @param finished NULL, or called once after the last task, on the thread that gave it, with `except` and `arg`; also when
 *        there was no websocket, and when the context ends before
 * @return 0; -1: nothing is called, because there is no such context, or `task` is NULL (logged)
 */
LWS_VISIBLE LWS_EXTERN int lwsx_each(struct lws_context *context, const char *protocol, uint64_t except,
				     void (*task)(struct lws *wsi, void *arg), void *arg,
				     void (*finished)(uint64_t except, void *arg));

/* ---- whole messages and control frames ---- */

/** A limit for lwsx_vhost_set_whole_messages() that fits most programs. */
#define LWSX_WHOLE_DEFAULT 262144

/**
 * Gives messages as a whole: LWS_CALLBACK_RECEIVE and LWS_CALLBACK_CLIENT_RECEIVE come once for each message, with all of it
 * in `in` and `len`, whatever fragments, packets or compressed pieces it came in. lws_is_first_fragment() and
 * lws_is_final_fragment() are both true, and in[len] is NUL. A message of more than `max` bytes (inflated, if it came
 * compressed) closes the connection with 1009, and the program gets nothing of it.
 *
 * May be changed at any time, on the thread that services the context; a connection in the middle of a message goes on as it
 * began. What a message needs while it comes in is freed behind it.
 *
 * @param protocol the protocol's name; NULL for all of the vhost
 * @param max the largest message, in bytes: LWSX_WHOLE_DEFAULT, say; 0 (as at first): slices, as they come
 * @return 0, or -1 when there is no such vhost or protocol (logged), or another thread services its context
 */
LWS_VISIBLE LWS_EXTERN int lwsx_vhost_set_whole_messages(struct lws_vhost *vhost, const char *protocol, size_t max);

/**
 * The reason of control frames (see lwsx_vhost_set_control_frames()): `in` and `len` are the payload, lwsx_opcode() says what
 * it is (8 close, 9 ping, 10 pong). Return 0, and the library goes on as it does without this: a ping is answered, a pong
 * leads to LWS_CALLBACK_RECEIVE_PONG, a close to LWS_CALLBACK_WS_PEER_INITIATED_CLOSE and its answer. Return 1: the program
 * has seen to it, with an answer of its own or without one, and the library does nothing more than to close behind a close.
 * A negative number closes the connection.
 */
#define LWSX_CALLBACK_CONTROL ((enum lws_callback_reasons)901)

/**
 * Gives a protocol the control frames that it receives, as LWSX_CALLBACK_CONTROL.
 *
 * @param protocol the protocol's name; NULL for all of the vhost
 * @param on 1 or 0 (as it is at first)
 * @return 0, or -1 when there is no such vhost or protocol (logged), or another thread services its context
 */
LWS_VISIBLE LWS_EXTERN int lwsx_vhost_set_control_frames(struct lws_vhost *vhost, const char *protocol, int on);

/**
 * The opcode of what is being given to the program: 1 (text) or 2 (binary) in RECEIVE, that of the message also for its
 * later fragments; 8, 9 or 10 in LWSX_CALLBACK_CONTROL.
 *
 * @return the opcode; -1 outside of these callbacks, and for a connection that is no websocket
 */
LWS_VISIBLE LWS_EXTERN int lwsx_opcode(struct lws *wsi);

/**
 * The first byte of the frame that is being given to the program, as it came: FIN (0x80), the reserved bits (0x40: the message
 * came compressed) and the opcode, 0 for a fragment that continues. A message that is given as a whole has that of a message
 * in one frame.
 *
 * @return the byte; -1 outside of RECEIVE and LWSX_CALLBACK_CONTROL, and for a connection that is no websocket
 */
LWS_VISIBLE LWS_EXTERN int lwsx_first_byte(struct lws *wsi);

/* ---- keeping alive ---- */

/**
 * Pings a websocket when its peer has been silent for a while, and hangs up when it does not answer. Anything that comes from
 * the peer ends the silence. Replaces what the vhost's or the connection's retry policy says about that.
 *
 * @param silence_secs seconds of silence before a ping; 0: this connection is not looked after at all
 * @param answer_secs seconds for any sign of life after the ping before the connection is closed; 0: it is not closed, and
 *        pinged again after the next silence. Together at most 65535
 * @return 0, or -1: `wsi` is closed or no open websocket, or the numbers are too large (logged)
 */
LWS_VISIBLE LWS_EXTERN int lwsx_keep_alive(struct lws *wsi, unsigned int silence_secs, unsigned int answer_secs);

/**
 * The same for all websockets of a vhost that are opened from now on.
 *
 * @return 0, or -1: there is no such vhost, another thread services its context, or the numbers are too large (logged)
 */
LWS_VISIBLE LWS_EXTERN int lwsx_vhost_keep_alive(struct lws_vhost *vhost, unsigned int silence_secs,
						 unsigned int answer_secs);

/* ---- ending in peace ---- */

/**
 * The reason with which each open websocket hears that its context drains (see lwsx_drain()), once. The program may still
 * write, or ask for WRITEABLE and write then. Return 0; anything else closes the connection as in any callback.
 */
#define LWSX_CALLBACK_SHUTDOWN ((enum lws_callback_reasons)900)

/**
 * The reason with which each protocol of each vhost hears that its context has drained, as with PROTOCOL_INIT: for programs in
 * the loop of another library, to end that.
 */
#define LWSX_CALLBACK_DRAINED ((enum lws_callback_reasons)902)

/**
 * Ends a context in peace: it stops to listen; each open websocket gets LWSX_CALLBACK_SHUTDOWN, and is closed
 * with 1001 behind what waits for it and the WRITEABLEs that it asked for; HTTP transactions come to their end, and their
 * connections close behind them; raw connections close when what was written is sent. When nothing is left, or when the time
 * is up and the rest is closed, each protocol gets LWSX_CALLBACK_DRAINED, and from then on lws_service() returns -1, so that
 * loops of the form `while (lws_service(context, 0) >= 0)` end and the context can be destroyed.
 *
 * From any thread, and in a signal handler: it takes no lock and says nothing. Asked again, the shorter time counts.
 *
 * @param seconds the longest that it may take, from now
 * @return 0, or -1 when there is no such context
 */
LWS_VISIBLE LWS_EXTERN int lwsx_drain(struct lws_context *context, unsigned int seconds);

#ifdef __cplusplus
}
#endif

#endif
