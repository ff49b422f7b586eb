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
 * Leaves the sub-protocols of websockets to the program: the library does not look at what the client offers
 * (Sec-WebSocket-Protocol), takes the vhost's default protocol (the first, unless an option says otherwise) for each
 * websocket, and names none in its answer. For programs that decide by something else than the name, by the URL say, or that
 * serve clients which offer what it does not know: without this, such a handshake is refused.
 *
 * The program can read the offer (lws_hdr_copy(..., WSI_TOKEN_PROTOCOL)) until ESTABLISHED has returned, may refuse in
 * FILTER_PROTOCOL_CONNECTION, and names its choice in ADD_HEADERS, by a header `sec-websocket-protocol:`. It must be one
 * of those offered (RFC 6455, section 4.2.2). Where there is no such header, the client goes on without a sub-protocol, or
 * hangs up if it needs one.
 *
 * @param on 1 or 0 (as it is at first)
 * @return 0, or -1 when there is no such vhost
 */
LWS_VISIBLE LWS_EXTERN int lwsx_vhost_choose_subprotocols(struct lws_vhost *vhost, int on);

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

/* ---- A websocket without a socket of the library's ------------------------------------------------------------------
 *
 * One connection after its handshake, from either side (RFC 6455), and no context: the program has the descriptor, or
 * whatever carries the bytes, and the loop. It gives the session what came and asks it what to send. There are three ways
 * for the bytes to go, which may be mixed:
 *
 *   - `recv` and `send` of the callbacks, which lwsx_session_recv() and lwsx_session_send() call until they would block;
 *   - a socket (lwsx_session_set_fd()) that the same two calls use by themselves;
 *   - memory: lwsx_session_feed() and lwsx_session_pull().
 *
 * Callbacks may call any function on their session, lwsx_session_free() too; only the same call within itself is refused
 * (LWSX_SESSION_BUSY). One thread at a time uses a session. docs/session.md explains it, and
 * examples-c/coming-from/wslay-fork-echo.c is a server made with it.
 */

struct lwsx_session;

/* What the calls return; those about bytes return a count where these are not meant. */
#define LWSX_SESSION_OK 0           /* All is well. */
#define LWSX_SESSION_FAILED -1      /* A callback failed, or there is none, or it claims more bytes than it was given. */
#define LWSX_SESSION_WOULD_BLOCK -2 /* For callbacks: nothing more now. No call returns it. */
#define LWSX_SESSION_EOF -3         /* The peer's bytes ended before its close frame. */
#define LWSX_SESSION_NO_MEMORY -4   /* There was none. */
#define LWSX_SESSION_CLOSING -5     /* A close frame is queued or sent, or sending was shut down: nothing can be queued. */
#define LWSX_SESSION_INVALID -6     /* An argument that makes no sense, or no such session. */
#define LWSX_SESSION_BUSY -7        /* Called from within a callback of the same call. */

/* Opcodes (RFC 6455, section 11.8). Those from LWSX_CLOSE on are of control frames. */
#define LWSX_CONTINUATION 0
#define LWSX_TEXT 1
#define LWSX_BINARY 2
#define LWSX_CLOSE 8
#define LWSX_PING 9
#define LWSX_PONG 10
#define LWSX_IS_CONTROL(opcode) (((opcode)&8) != 0)

/* In the flags of `send`: more bytes follow right behind these. What MSG_MORE is for send(2). */
#define LWSX_SESSION_MORE 1

/** The header of a frame that begins to come in. */
struct lwsx_frame {
  /** 1 in the last frame of a message. */
  uint8_t fin;
  /** LWSX_TEXT, LWSX_BINARY, LWSX_CONTINUATION or that of a control frame. */
  uint8_t opcode;
  /** Bytes of its payload. */
  uint64_t length;
};

/** A message, or a control frame, that came in. It is valid during the callback. */
struct lwsx_message {
  /** LWSX_TEXT, LWSX_BINARY, LWSX_CLOSE, LWSX_PING or LWSX_PONG. */
  uint8_t opcode;
  /** Of a close frame: its status, 1005 if it bore none. Else 0. */
  uint16_t status;
  /** The payload; of a close frame, the reason. NULL for a message that was not gathered (see
   * lwsx_session_set_no_buffering()). No NUL follows it. */
  const uint8_t *data;
  /** Bytes of it. */
  size_t len;
};

/** What the program does for a session. Each may be NULL; `user` is what the session was made with. */
struct lwsx_session_callbacks {
  /** Reads at most `len` bytes into `buf`. Returns how many, 0 or LWSX_SESSION_EOF at the end of the stream,
   * LWSX_SESSION_WOULD_BLOCK when there are none now, LWSX_SESSION_FAILED for an error. */
  ssize_t (*recv)(struct lwsx_session *session, uint8_t *buf, size_t len, void *user);
  /** Sends at most `len` bytes. Returns how many it took (0 counts as would block), LWSX_SESSION_WOULD_BLOCK or
   * LWSX_SESSION_FAILED. `flags` is LWSX_SESSION_MORE or 0. */
  ssize_t (*send)(struct lwsx_session *session, const uint8_t *data, size_t len, int flags, void *user);
  /** Fills `buf` with a masking key for a frame of a client: bytes that nobody can guess. Returns 0, or anything else for
   * a failure. NULL: the system's random bytes. */
  int (*genmask)(struct lwsx_session *session, uint8_t *buf, size_t len, void *user);
  /** A frame begins. Those of control frames are given when they have come as a whole. */
  void (*frame_begin)(struct lwsx_session *session, const struct lwsx_frame *frame, void *user);
  /** Some of its payload has come, unmasked; of text, checked as far as it goes. */
  void (*frame_bytes)(struct lwsx_session *session, const uint8_t *data, size_t len, void *user);
  /** The frame has come to its end. */
  void (*frame_end)(struct lwsx_session *session, void *user);
  /** A message or control frame is complete, after `frame_end` of its last frame. The answer to a ping or close frame is
   * queued by then. */
  void (*message)(struct lwsx_session *session, const struct lwsx_message *message, void *user);
};

/**
 * Makes the server's side of a connection whose handshake is done. It needs no context.
 *
 * @param callbacks copied; NULL for none
 * @param user given to the callbacks
 * @return the session, to be freed with lwsx_session_free(); NULL without memory
 */
LWS_VISIBLE LWS_EXTERN struct lwsx_session *lwsx_session_server(const struct lwsx_session_callbacks *callbacks,
                                                                void *user);

/**
 * As lwsx_session_server(), for the client's side: what it sends is masked (RFC 6455, section 5.3).
 *
 * @return the session; NULL without memory
 */
LWS_VISIBLE LWS_EXTERN struct lwsx_session *lwsx_session_client(const struct lwsx_session_callbacks *callbacks,
                                                                void *user);

/**
 * Frees a session; nothing is sent. Called in one of its own callbacks, it ends what calls the callback. NULL and a
 * session that was freed are let pass.
 */
LWS_VISIBLE LWS_EXTERN void lwsx_session_free(struct lwsx_session *session);

/**
 * Has a session read and write a connected socket by itself, where its `recv` or `send` is NULL. The socket stays the
 * program's, which closes it; that it blocks or not does not matter.
 *
 * @param fd the socket; -1 for none (as it is at first)
 * @return 0; LWSX_SESSION_INVALID for no such session
 */
LWS_VISIBLE LWS_EXTERN int lwsx_session_set_fd(struct lwsx_session *session, int fd);

/**
 * Gives the program's own pointer.
 *
 * @return what the session was made with; NULL for no such session
 */
LWS_VISIBLE LWS_EXTERN void *lwsx_session_user(const struct lwsx_session *session);

/**
 * Reads by `recv` (or from the socket) until that would block, and gives what came to the callbacks. Pings are
 * answered, and so is the peer's close frame; what breaks the protocol queues a close frame with 1002, 1007 or 1009.
 *
 * @return 0; LWSX_SESSION_FAILED when `recv` failed or there is none, LWSX_SESSION_EOF when it said the end,
 * LWSX_SESSION_NO_MEMORY, LWSX_SESSION_INVALID, LWSX_SESSION_BUSY. After any of them but the last the connection is
 * over
 */
LWS_VISIBLE LWS_EXTERN int lwsx_session_recv(struct lwsx_session *session);

/**
 * Gives a session bytes that the program has received.
 *
 * @param bytes read only during the call
 * @return how many were used: fewer than `len` when nothing more is read (see lwsx_session_want_read()), or when the
 * session was freed meanwhile; LWSX_SESSION_INVALID or LWSX_SESSION_BUSY
 */
LWS_VISIBLE LWS_EXTERN ssize_t lwsx_session_feed(struct lwsx_session *session, const void *bytes, size_t len);

/**
 * Sends what is queued by `send` (or to the socket), until that would block.
 *
 * @return 0; LWSX_SESSION_FAILED when `send`, `genmask` or the source of a message failed, LWSX_SESSION_NO_MEMORY,
 * LWSX_SESSION_INVALID, LWSX_SESSION_BUSY. After any of them but the last the connection is over
 */
LWS_VISIBLE LWS_EXTERN int lwsx_session_send(struct lwsx_session *session);

/**
 * Takes bytes that are to be sent: from then on they count as sent.
 *
 * @return how many were put into `buf`, 0 when there are none now; LWSX_SESSION_FAILED when `genmask` or the source of
 * a message failed, LWSX_SESSION_NO_MEMORY, LWSX_SESSION_INVALID, LWSX_SESSION_BUSY
 */
LWS_VISIBLE LWS_EXTERN ssize_t lwsx_session_pull(struct lwsx_session *session, void *buf, size_t len);

/**
 * Whether the session wants to read: until a close frame has come, the peer has broken the protocol or reading was shut
 * down. Not while more waits to be sent than lwsx_session_set_max_queued() allows.
 *
 * @return 1 or 0
 */
LWS_VISIBLE LWS_EXTERN int lwsx_session_want_read(const struct lwsx_session *session);

/**
 * Whether the session has something to send.
 *
 * @return 1 or 0
 */
LWS_VISIBLE LWS_EXTERN int lwsx_session_want_write(const struct lwsx_session *session);

/**
 * Queues a copy of a message. Messages are sent in the order in which they were queued; pings and pongs go before those
 * that wait.
 *
 * @param opcode LWSX_TEXT (which must be UTF-8), LWSX_BINARY, LWSX_PING or LWSX_PONG (of at most 125 bytes)
 * @return 0; LWSX_SESSION_CLOSING, LWSX_SESSION_INVALID, LWSX_SESSION_NO_MEMORY
 */
LWS_VISIBLE LWS_EXTERN int lwsx_session_queue(struct lwsx_session *session, int opcode, const void *data, size_t len);

/**
 * Queues a message whose payload is not there yet: when its turn has come, `read` is asked for one part after the
 * other, and each becomes a frame. A control frame may go between them.
 *
 * @param opcode LWSX_TEXT or LWSX_BINARY. That the parts of a text are UTF-8 is not checked
 * @param read gives how many bytes it put into the buffer, and sets `*eof` to 1 with the last of them, or after it; or
 * LWSX_SESSION_WOULD_BLOCK: from then on lwsx_session_want_write() does not count this message, until
 * lwsx_session_resume(); or LWSX_SESSION_FAILED
 * @param source given to `read`
 * @return 0; LWSX_SESSION_CLOSING, LWSX_SESSION_INVALID, LWSX_SESSION_NO_MEMORY
 */
LWS_VISIBLE LWS_EXTERN int lwsx_session_queue_parts(
    struct lwsx_session *session, int opcode,
    ssize_t (*read)(struct lwsx_session *session, uint8_t *buf, size_t len, int *eof, void *source), void *source);

/**
 * Says that the source of a message (see lwsx_session_queue_parts()) may have something again.
 *
 * @return 0; LWSX_SESSION_INVALID for no such session
 */
LWS_VISIBLE LWS_EXTERN int lwsx_session_resume(struct lwsx_session *session);

/**
 * Queues a close frame behind what is queued. Nothing can be queued after it; what comes in is still read, until the
 * peer's close frame.
 *
 * @param status a code such as LWS_CLOSE_STATUS_NORMAL; 0 for a close frame without one
 * @param reason text in UTF-8, at most 123 bytes
 * @return 0; LWSX_SESSION_CLOSING when one is queued already, LWSX_SESSION_INVALID (also for a status that may not be
 * sent), LWSX_SESSION_NO_MEMORY
 */
LWS_VISIBLE LWS_EXTERN int lwsx_session_queue_close(struct lwsx_session *session, unsigned int status,
                                                    const void *reason, size_t len);

/**
 * Reads nothing any more: lwsx_session_want_read() is 0 from here on. In a callback, it ends what calls it.
 *
 * @return 0; LWSX_SESSION_INVALID for no such session
 */
LWS_VISIBLE LWS_EXTERN int lwsx_session_shutdown_read(struct lwsx_session *session);

/**
 * Sends nothing any more: lwsx_session_want_write() is 0 from here on, and what was queued is forgotten.
 *
 * @return 0; LWSX_SESSION_INVALID for no such session
 */
LWS_VISIBLE LWS_EXTERN int lwsx_session_shutdown_write(struct lwsx_session *session);

/**
 * Says how large a message may be that comes in; a larger one is answered with 1009, as soon as a header announces it.
 *
 * @param bytes 262144 at first; 0 for any size
 * @return 0; LWSX_SESSION_INVALID for no such session
 */
LWS_VISIBLE LWS_EXTERN int lwsx_session_set_max_message(struct lwsx_session *session, uint64_t bytes);

/**
 * Says how many bytes may wait to be sent, each message counting as 64 more than its payload, before nothing more is
 * read: a peer that sends and does not read takes no more memory than that, and what one read brings.
 *
 * @param bytes 16 MiB at first; 0 for any size. A peer that sends more than this before it reads anything waits for
 * ever
 * @return 0; LWSX_SESSION_INVALID for no such session
 */
LWS_VISIBLE LWS_EXTERN int lwsx_session_set_max_queued(struct lwsx_session *session, size_t bytes);

/**
 * Has messages not gathered: `message` is then told of their end alone, with `data` NULL, and the program takes the
 * payload from `frame_bytes`. Control frames are given whole in any case.
 *
 * @param on 1 or 0 (as it is at first); for messages that begin after the call
 * @return 0; LWSX_SESSION_INVALID for no such session
 */
LWS_VISIBLE LWS_EXTERN int lwsx_session_set_no_buffering(struct lwsx_session *session, int on);

/**
 * Tells whether the peer's close frame has come.
 *
 * @return 1 or 0
 */
LWS_VISIBLE LWS_EXTERN int lwsx_session_close_received(const struct lwsx_session *session);

/**
 * Tells whether a close frame has been sent to its end.
 *
 * @return 1 or 0
 */
LWS_VISIBLE LWS_EXTERN int lwsx_session_close_sent(const struct lwsx_session *session);

/**
 * Tells the status of the close frame that came.
 *
 * @return the status; 1005 when it bore none, 1006 when none has come; 0 for no such session
 */
LWS_VISIBLE LWS_EXTERN unsigned int lwsx_session_status_received(const struct lwsx_session *session);

/**
 * Tells the status of the close frame that was sent.
 *
 * @return the status; 1005 when it bore none, 1006 when none was sent; 0 for no such session
 */
LWS_VISIBLE LWS_EXTERN unsigned int lwsx_session_status_sent(const struct lwsx_session *session);

/**
 * Counts what was queued and not sent to its end: messages, control frames among them.
 *
 * @return how many
 */
LWS_VISIBLE LWS_EXTERN size_t lwsx_session_queued_messages(const struct lwsx_session *session);

/**
 * Counts the payload bytes of what was queued and not sent to its end; of lwsx_session_queue_parts(), those that were
 * read.
 *
 * @return how many
 */
LWS_VISIBLE LWS_EXTERN size_t lwsx_session_queued_bytes(const struct lwsx_session *session);

/* ---- The handshake before it -----------------------------------------------------------------------------------------
 *
 * A program that reads the request by itself needs lwsx_accept_key() alone. lwsx_handshake_*() read it for the program:
 * feed what comes until something else than LWSX_HANDSHAKE_MORE is said, accept or refuse, send the response, feed the rest
 * to the session.
 */

struct lwsx_handshake;

#define LWSX_HANDSHAKE_MORE 0      /* The request's head has not come as a whole. */
#define LWSX_HANDSHAKE_WEBSOCKET 1 /* It asks for a websocket, and may have one. */
#define LWSX_HANDSHAKE_HTTP 2      /* It is a request for something else. */
#define LWSX_HANDSHAKE_BAD -1      /* It is broken or too large. */
#define LWSX_HANDSHAKE_FAILED -2   /* No such handshake, or no memory. */

/**
 * Computes the value of Sec-WebSocket-Accept that answers a Sec-WebSocket-Key (RFC 6455, section 4.2.2).
 *
 * @param key a C string; blanks around it are ignored
 * @param out room for 29 bytes: 28 and a NUL
 * @return 0; -1 when `key` is not the base64 of 16 bytes, or for NULL: `out` is then the empty string, if there is one
 */
LWS_VISIBLE LWS_EXTERN int lwsx_accept_key(const char *key, char *out);

/**
 * Begins the server's side of an opening handshake (RFC 6455, section 4.2): the program reads the request and sends the
 * response; this says what the request is, and what to answer.
 *
 * @return the handshake, to be freed with lwsx_handshake_free()
 */
LWS_VISIBLE LWS_EXTERN struct lwsx_handshake *lwsx_handshake_new(void);

/**
 * Frees a handshake, and what it gave pointers to. NULL and one that was freed are let pass.
 */
LWS_VISIBLE LWS_EXTERN void lwsx_handshake_free(struct lwsx_handshake *handshake);

/**
 * Gives a handshake bytes that were received. What comes behind the request's head is kept: lwsx_handshake_rest().
 *
 * @return LWSX_HANDSHAKE_MORE (0) until the head has come as a whole; then LWSX_HANDSHAKE_WEBSOCKET,
 * LWSX_HANDSHAKE_HTTP for a request that asks for no websocket, or LWSX_HANDSHAKE_BAD for what is broken or too large
 * (16 KiB, 100 header lines); the response that refuses the last two is ready. LWSX_HANDSHAKE_FAILED for no such
 * handshake, or without memory
 */
LWS_VISIBLE LWS_EXTERN int lwsx_handshake_feed(struct lwsx_handshake *handshake, const void *bytes, size_t len);

/**
 * Copies the request's target, such as `/chat?room=1`, as it came.
 *
 * @param buf room for the text and a NUL; what does not fit is cut off
 * @return how long it is, also when it was cut; -1 before the head has come, for a broken one, or for no such handshake
 */
LWS_VISIBLE LWS_EXTERN int lwsx_handshake_target(const struct lwsx_handshake *handshake, char *buf, size_t len);

/**
 * Copies the value of a header of the request; of several with that name the first.
 *
 * @param name in any case of letters, without the colon
 * @param buf room for the value and a NUL; what does not fit is cut off
 * @return how long it is, also when it was cut; -1 when there is none, before the head has come, or for no such
 * handshake
 */
LWS_VISIBLE LWS_EXTERN int lwsx_handshake_header(const struct lwsx_handshake *handshake, const char *name, char *buf,
                                                 size_t len);

/**
 * Tells whether the client offers a sub-protocol (Sec-WebSocket-Protocol).
 *
 * @return 1 or 0
 */
LWS_VISIBLE LWS_EXTERN int lwsx_handshake_offers(const struct lwsx_handshake *handshake, const char *protocol);

/**
 * Makes the response that turns the connection into a websocket.
 *
 * @param protocol the sub-protocol that is chosen of those the client offers; NULL for none
 * @param headers further header lines, each with "\r\n" at its end; NULL for none
 * @return 0; -1 when the request does not ask for a websocket or does not offer this sub-protocol, or when `headers`
 * are not header lines
 */
LWS_VISIBLE LWS_EXTERN int lwsx_handshake_accept(struct lwsx_handshake *handshake, const char *protocol,
                                                 const char *headers);

/**
 * Makes a response that refuses the request, with no body; the program sends it and closes the connection.
 *
 * @param status from 300 to 599, such as 403
 * @return 0; -1 for another status or no such handshake
 */
LWS_VISIBLE LWS_EXTERN int lwsx_handshake_refuse(struct lwsx_handshake *handshake, unsigned int status);

/**
 * Gives the response to be sent.
 *
 * @param len how long it is
 * @return the response, valid until the next one is made or the handshake is freed; NULL when there is none
 */
LWS_VISIBLE LWS_EXTERN const void *lwsx_handshake_response(const struct lwsx_handshake *handshake, size_t *len);

/**
 * Gives what came behind the request's head: the first frames of a hasty client, for lwsx_session_feed().
 *
 * @param len how many bytes
 * @return the bytes, valid until more are fed or the handshake is freed; NULL when there are none
 */
LWS_VISIBLE LWS_EXTERN const void *lwsx_handshake_rest(const struct lwsx_handshake *handshake, size_t *len);

#ifdef __cplusplus
}
#endif

#endif
