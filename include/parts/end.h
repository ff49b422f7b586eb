// What cbindgen cannot write: functions with a variable number of arguments or different in the two ABIs, and constant
// tables.

// Logs a line at the given levels (LLL_*), if one of them is enabled: the lwsl_* macros call it.
LWS_VISIBLE LWS_EXTERN void _lws_log(int filter, const char *format, ...) LWS_FORMAT(2);

// As _lws_log(), to a log context, with a prefix that tells the object and the function. Since lws 4.3.
LWS_VISIBLE LWS_EXTERN void _lws_log_cx(struct lws_log_cx *cx, lws_log_prepend_cx_t prepend, void *obj,
                                        int filter, const char *func, const char *format, ...)
    LWS_FORMAT(6);

// As snprintf(), but returns how many characters were stored: at most `size` when they did not fit.
LWS_VISIBLE LWS_EXTERN int lws_snprintf(char *str, size_t size, const char *format, ...) LWS_FORMAT(3);

// As open(), with close-on-exec set. Returns the descriptor, or -1.
LWS_VISIBLE LWS_EXTERN int lws_open(const char *file, int oflag, ...);

// Makes a message of printf form and sends it to the readers of its class. Returns 0 when it is queued.
LWS_VISIBLE LWS_EXTERN int lws_smd_msg_printf(struct lws_context *context, lws_smd_class_t _class,
                                              const char *format, ...) LWS_FORMAT(3);

// Makes a UDP socket and gives its datagrams to a protocol of the vhost, one LWS_CALLBACK_RAW_RX each; lws_get_udp() tells
// who sent the last one, and lws_write() answers that one. With LWS_CAUDP_BIND in `flags` the socket is bound to `ads` (NULL
// for any address) and `port`, else it is connected to them; with LWS_CAUDP_BROADCAST it may broadcast. `ifname` names the
// interface to use, or is NULL. Returns the connection, which the vhost owns; NULL, with a line in the log, if the socket
// cannot be made or a callback refused it.
#if defined(LWS_ABI17)
LWS_VISIBLE LWS_EXTERN struct lws *lws_create_adopt_udp(struct lws_vhost *vhost, const char *ads, int port,
                                                        int flags, const char *protocol_name,
                                                        const char *ifname, struct lws *parent_wsi,
                                                        void *opaque, const lws_retry_bo_t *retry_policy);
#else
LWS_VISIBLE LWS_EXTERN struct lws *lws_create_adopt_udp(struct lws_vhost *vhost, const char *ads, int port,
                                                        int flags, const char *protocol_name,
                                                        const char *ifname, struct lws *parent_wsi,
                                                        void *opaque, const lws_retry_bo_t *retry_policy,
                                                        const char *fi_wsi_name);
#endif

// Units for lws_humanize(): powers of 1,024 (Ki), the same of bytes (KiB), and times, from microseconds.
extern const lws_humanize_unit_t humanize_schema_si[7];
extern const lws_humanize_unit_t humanize_schema_si_bytes[7];
extern const lws_humanize_unit_t humanize_schema_us[8];

// Tells whether an element is on no list.
#if defined(LWS_ABI17)
static LWS_INLINE int lws_dll2_is_detached(const struct lws_dll2 *d) { return !d->owner; }
#else
LWS_VISIBLE LWS_EXTERN int lws_dll2_is_detached(const struct lws_dll2 *d);
#endif

// The list that an element is on, or NULL.
static LWS_INLINE const struct lws_dll2_owner *lws_dll2_owner(const struct lws_dll2 *d) { return d->owner; }

// The first element of a list, or NULL.
static LWS_INLINE struct lws_dll2 *lws_dll2_get_head(struct lws_dll2_owner *owner) { return owner->head; }

// The last element of a list, or NULL.
static LWS_INLINE struct lws_dll2 *lws_dll2_get_tail(struct lws_dll2_owner *owner) { return owner->tail; }

#define lws_dll2_describe(owner, text)

// The element of a doubly linked list whose string member `membptr` is `name` (of `namelen` characters), or NULL.
#define lws_dll2_search_sz_pl(own, name, namelen, type, membd2list, membptr) \
  ((type *)_lws_dll2_search_sz_pl(own, name, namelen, offsetof(type, membd2list), offsetof(type, membptr)))

// Other than 0 on a big-endian machine.
static LWS_INLINE int lws_is_be(void) {
  const uint16_t one = 1;

  return !*(const unsigned char *)&one;
}

// The write mode of one piece of a websocket message that is written in pieces: `initial` (LWS_WRITE_TEXT or
// LWS_WRITE_BINARY) for the first, continuation for the others, with LWS_WRITE_NO_FIN on all but the last.
static LWS_INLINE int lws_write_ws_flags(int initial, int is_start, int is_end) {
  int mode = is_start ? initial : LWS_WRITE_CONTINUATION;

  return is_end ? mode : mode | LWS_WRITE_NO_FIN;
}

// On a connection that is neither HTTP nor websocket, writes are of this mode.
#define LWS_WRITE_RAW LWS_WRITE_HTTP
#define lws_write_http(wsi, buf, len) lws_write(wsi, (unsigned char *)(buf), len, LWS_WRITE_HTTP)

// Closes a connection, LWS_TO_KILL_ASYNC (soon) or LWS_TO_KILL_SYNC (now).
#define lws_wsi_close(wsi, to_kill) lws_set_timeout(wsi, (enum pending_timeout)1, to_kill)

#define lws_http_client_http_resp_is_error(code) (!((code) < 400))

// Tests whether all bits of `f` are set in `c`.
#define lws_check_opt(c, f) ((((uint64_t)(c)) & ((uint64_t)(f))) == ((uint64_t)(f)))

// As lws_strncpy(), of at most `size1` characters of the source.
#define lws_strnncpy(dest, src, size1, destsize) \
  lws_strncpy(dest, src, (size_t)((size1) + 1) < (size_t)(destsize) ? (size_t)((size1) + 1) : (size_t)(destsize))

#define lws_plat_service_tsi lws_service_tsi
#define lwsac_use_zeroed lwsac_use_zero
#define LWS_PROTOCOL_LIST_TERM { NULL, NULL, 0, 0, 0, NULL, 0 }

// Statistics are not kept, as in Debian's builds of lws.
static LWS_INLINE uint64_t lws_stats_get(struct lws_context *context, int index) {
  (void)context;
  (void)index;
  return 0;
}
static LWS_INLINE void lws_stats_log_dump(struct lws_context *context) { (void)context; }

// Virtual files. What the operations of a file do is behind its `fops`.
#define LWS_FOP_OPEN open
#define LWS_FOP_CLOSE close
#define LWS_FOP_SEEK_CUR seek_cur
#define LWS_FOP_READ read
#define LWS_FOP_WRITE write

// Closes a file and sets the caller's pointer to NULL. Returns 0 when done.
static LWS_INLINE int lws_vfs_file_close(lws_fop_fd_t *fop_fd) {
  return *fop_fd && (*fop_fd)->fops ? (*fop_fd)->fops->LWS_FOP_CLOSE(fop_fd) : 0;
}

// Moves the place in a file by `offset`. Returns the new place, or a negative number.
static LWS_INLINE lws_fileofs_t lws_vfs_file_seek_cur(lws_fop_fd_t fop_fd, lws_fileofs_t offset) {
  return fop_fd->fops->LWS_FOP_SEEK_CUR(fop_fd, offset);
}

// Reads up to `len` bytes; `amount` is set to how many. Returns 0, or a negative number for an error.
static LWS_INLINE int LWS_WARN_UNUSED_RESULT lws_vfs_file_read(lws_fop_fd_t fop_fd, lws_filepos_t *amount,
                                                               uint8_t *buf, lws_filepos_t len) {
  return fop_fd->fops->LWS_FOP_READ(fop_fd, amount, buf, len);
}

// Writes up to `len` bytes; `amount` is set to how many. Returns 0, or a negative number for an error.
static LWS_INLINE int LWS_WARN_UNUSED_RESULT lws_vfs_file_write(lws_fop_fd_t fop_fd, lws_filepos_t *amount,
                                                                uint8_t *buf, lws_filepos_t len) {
  return fop_fd->fops->LWS_FOP_WRITE(fop_fd, amount, buf, len);
}

// Addresses of either family.
#define sa46_sockaddr(sa46) ((struct sockaddr *)(sa46))
#define sa46_socklen(sa46) \
  (socklen_t)((sa46)->sa4.sin_family == AF_INET ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6))
#define sa46_sockport(sa46, port) \
  { \
    if ((sa46)->sa4.sin_family == AF_INET) \
      (sa46)->sa4.sin_port = (port); \
    else \
      (sa46)->sa6.sin6_port = (port); \
  }
#define sa46_address(sa46) \
  ((uint8_t *)((sa46)->sa4.sin_family == AF_INET ? (void *)&(sa46)->sa4.sin_addr : (void *)&(sa46)->sa6.sin6_addr))
#define sa46_address_len(sa46) ((sa46)->sa4.sin_family == AF_INET ? 4 : 16)

// Walks along a singly linked list: `it` is each element in turn, `nxt` the member that points to the next.
#define lws_start_foreach_ll(type, it, start) \
  { \
    type it = start; \
    while (it) {
#define lws_end_foreach_ll(it, nxt) \
      it = (it)->nxt; \
    } \
  }

// The same, when the element may be freed on the way.
#define lws_start_foreach_ll_safe(type, it, start, nxt) \
  { \
    type it = start; \
    while (it) { \
      type next_##it = (it)->nxt;
#define lws_end_foreach_ll_safe(it) \
      it = next_##it; \
    } \
  }

// The same by the pointers that point to the elements: an element is taken out by storing its successor there.
#define lws_start_foreach_llp(type, it, start) \
  { \
    type it = &(start); \
    while (*(it)) {
#define lws_end_foreach_llp(it, nxt) \
      it = &(*(it))->nxt; \
    } \
  }
#define lws_start_foreach_llp_safe(type, it, start, nxt) \
  { \
    type it = &(start); \
    type next; \
    while (*(it)) { \
      next = &((*(it))->nxt);
#define lws_end_foreach_llp_safe(it) \
      it = next; \
    } \
  }

// Puts an element at the head of a singly linked list.
#define lws_ll_fwd_insert(object, member, head) \
  { \
    (object)->member = head; \
    head = object; \
  }

// Takes an element out of a singly linked list.
#define lws_ll_fwd_remove(type, member, target, head) \
  { \
    lws_start_foreach_llp(type **, lws_pp_, head) { \
      if (*lws_pp_ == (target)) { \
        *lws_pp_ = (target)->member; \
        (target)->member = NULL; \
        break; \
      } \
    } \
    lws_end_foreach_llp(lws_pp_, member); \
  }

// Walks along a doubly linked list, from lws_dll2_get_head().
#define lws_start_foreach_dll(type, it, start) \
  { \
    type it = start; \
    while (it) {
#define lws_end_foreach_dll(it) \
      it = (it)->next; \
    } \
  }

// The same, when the element may be taken out or freed on the way; `tmp` holds the next one.
#define lws_start_foreach_dll_safe(type, it, tmp, start) \
  { \
    type it = start; \
    while (it) { \
      type tmp = (it)->next;
#define lws_end_foreach_dll_safe(it, tmp) \
      it = tmp; \
    } \
  }

// Steps to the next element of a list made by lws_list_ptr_insert().
#define lws_list_ptr_advance(lp) lp = *((void **)lp)

// Rings. Consumes `count` elements from the tail at `ptail`; if it was the oldest tail, finds the one that is oldest now
// among the tails (member `mtail`) of a list of consumers (linked by member `mlist`), and lets the ring go on to it.
#define lws_ring_consume_and_update_oldest_tail(ring, type, ptail, count, list_head, mtail, mlist) \
  { \
    int lws_was_oldest_ = lws_ring_get_oldest_tail(ring) == *(ptail); \
    lws_ring_consume(ring, ptail, NULL, count); \
    if (lws_was_oldest_) { \
      uint32_t lws_oldest_ = *(ptail); \
      size_t lws_most_ = 0; \
      type *lws_each_; \
      for (lws_each_ = (list_head); lws_each_; lws_each_ = lws_each_->mlist) { \
        size_t lws_waiting_ = lws_ring_get_count_waiting_elements(ring, &lws_each_->mtail); \
        if (lws_waiting_ >= lws_most_) { \
          lws_most_ = lws_waiting_; \
          lws_oldest_ = lws_each_->mtail; \
        } \
      } \
      lws_ring_update_oldest_tail(ring, lws_oldest_); \
    } \
  }

// The same for a ring with one tail only.
#define lws_ring_consume_single_tail(ring, ptail, count) \
  { \
    lws_ring_consume(ring, ptail, NULL, count); \
    lws_ring_update_oldest_tail(ring, *(ptail)); \
  }

// Maps with strings as keys.
#define lws_map_item_create_ks(map, str, value, value_len) \
  lws_map_item_create(map, (lws_map_key_t)(str), strlen(str), (lws_map_value_t)(value), value_len)
#define lws_map_item_lookup_ks(map, str) lws_map_item_lookup(map, (lws_map_key_t)(str), strlen(str))

// A bucket of a histogram is followed by the length of its name and the name.
#define lws_metric_bucket_name_len(bucket) (*((uint8_t *)&(bucket)[1]))
#define lws_metric_bucket_name(bucket) (((const char *)&(bucket)[1]) + 1)

// Metrics, injected faults and the search for forgotten timers are not built, as in Debian's lws: these do nothing.
#define lws_metrics_tag_wsi_add(wsi, name, value)
#define lws_metrics_caliper_compose(name)
#define lws_metrics_caliper_bind(name, mt)
#define lws_metrics_caliper_declare(name, mp)
#define lws_metrics_caliper_report(name, go_nogo)
#define lws_metrics_caliper_report_hist(name, pwsiconn)
#define lws_metrics_caliper_cancel(name)
#define lws_metrics_caliper_done(name)
#define lws_metrics_hist_bump(mt, name)
#define lws_metrics_hist_bump_priv(mt, name)
#define lws_fi(fi_name, fic) (0)
#define lws_fi_destroy(x)
#define lws_fi_inherit_copy(a, b, c, d)
#define lws_fi_deserialize(x, y)
#define lws_fi_user_wsi_fi(wsi, name) (0)
#define lws_fi_user_context_fi(context, name) (0)
#define lws_sul_debug_zombies(context, object, len, text)

// Logs. Levels that a program is compiled without cost nothing: with NDEBUG, all below LLL_NOTICE except LLL_USER.
#if defined(_DEBUG)
#define _LWS_LINIT ((1 << LLL_COUNT) - 1)
#else
#define _LWS_LINIT (LLL_ERR | LLL_USER | LLL_WARN | LLL_NOTICE)
#endif
#if defined(LWS_LOGGING_BITFIELD_SET)
#define _LWS_LBS (LWS_LOGGING_BITFIELD_SET)
#else
#define _LWS_LBS 0
#endif
#if defined(LWS_LOGGING_BITFIELD_CLEAR)
#define _LWS_LBC (LWS_LOGGING_BITFIELD_CLEAR)
#else
#define _LWS_LBC 0
#endif
#define _LWS_ENABLED_LOGS (((_LWS_LINIT) | (_LWS_LBS)) & ~(_LWS_LBC))

// lwsl_err(format, ...) and so on log a line; lwsl_cx_*, lwsl_vhost_* and lwsl_wsi_* (since lws 4.3) tell in it which
// context, vhost or connection it is about.
#define lwsl_cx(context, level, ...) \
  _lws_log_cx(lwsl_context_get_cx(context), lws_log_prepend_context, context, level, __func__, __VA_ARGS__)
#define lwsl_vhost(vhost, level, ...) \
  _lws_log_cx(lwsl_vhost_get_cx(vhost), lws_log_prepend_vhost, vhost, level, __func__, __VA_ARGS__)
#define lwsl_wsi(wsi, level, ...) \
  _lws_log_cx(lwsl_wsi_get_cx(wsi), lws_log_prepend_wsi, wsi, level, __func__, __VA_ARGS__)

#if (_LWS_ENABLED_LOGS & LLL_ERR)
#define lwsl_err(...) _lws_log(LLL_ERR, __VA_ARGS__)
#define lwsl_cx_err(context, ...) lwsl_cx(context, LLL_ERR, __VA_ARGS__)
#define lwsl_vhost_err(vhost, ...) lwsl_vhost(vhost, LLL_ERR, __VA_ARGS__)
#define lwsl_wsi_err(wsi, ...) lwsl_wsi(wsi, LLL_ERR, __VA_ARGS__)
#else
#define lwsl_err(...) do {} while (0)
#define lwsl_cx_err(context, ...) do {} while (0)
#define lwsl_vhost_err(vhost, ...) do {} while (0)
#define lwsl_wsi_err(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_WARN)
#define lwsl_warn(...) _lws_log(LLL_WARN, __VA_ARGS__)
#define lwsl_cx_warn(context, ...) lwsl_cx(context, LLL_WARN, __VA_ARGS__)
#define lwsl_vhost_warn(vhost, ...) lwsl_vhost(vhost, LLL_WARN, __VA_ARGS__)
#define lwsl_wsi_warn(wsi, ...) lwsl_wsi(wsi, LLL_WARN, __VA_ARGS__)
#else
#define lwsl_warn(...) do {} while (0)
#define lwsl_cx_warn(context, ...) do {} while (0)
#define lwsl_vhost_warn(vhost, ...) do {} while (0)
#define lwsl_wsi_warn(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_NOTICE)
#define lwsl_notice(...) _lws_log(LLL_NOTICE, __VA_ARGS__)
#define lwsl_cx_notice(context, ...) lwsl_cx(context, LLL_NOTICE, __VA_ARGS__)
#define lwsl_vhost_notice(vhost, ...) lwsl_vhost(vhost, LLL_NOTICE, __VA_ARGS__)
#define lwsl_wsi_notice(wsi, ...) lwsl_wsi(wsi, LLL_NOTICE, __VA_ARGS__)
#else
#define lwsl_notice(...) do {} while (0)
#define lwsl_cx_notice(context, ...) do {} while (0)
#define lwsl_vhost_notice(vhost, ...) do {} while (0)
#define lwsl_wsi_notice(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_INFO)
#define lwsl_info(...) _lws_log(LLL_INFO, __VA_ARGS__)
#define lwsl_cx_info(context, ...) lwsl_cx(context, LLL_INFO, __VA_ARGS__)
#define lwsl_vhost_info(vhost, ...) lwsl_vhost(vhost, LLL_INFO, __VA_ARGS__)
#define lwsl_wsi_info(wsi, ...) lwsl_wsi(wsi, LLL_INFO, __VA_ARGS__)
#else
#define lwsl_info(...) do {} while (0)
#define lwsl_cx_info(context, ...) do {} while (0)
#define lwsl_vhost_info(vhost, ...) do {} while (0)
#define lwsl_wsi_info(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_DEBUG)
#define lwsl_debug(...) _lws_log(LLL_DEBUG, __VA_ARGS__)
#define lwsl_cx_debug(context, ...) lwsl_cx(context, LLL_DEBUG, __VA_ARGS__)
#define lwsl_vhost_debug(vhost, ...) lwsl_vhost(vhost, LLL_DEBUG, __VA_ARGS__)
#define lwsl_wsi_debug(wsi, ...) lwsl_wsi(wsi, LLL_DEBUG, __VA_ARGS__)
#else
#define lwsl_debug(...) do {} while (0)
#define lwsl_cx_debug(context, ...) do {} while (0)
#define lwsl_vhost_debug(vhost, ...) do {} while (0)
#define lwsl_wsi_debug(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_PARSER)
#define lwsl_parser(...) _lws_log(LLL_PARSER, __VA_ARGS__)
#define lwsl_cx_parser(context, ...) lwsl_cx(context, LLL_PARSER, __VA_ARGS__)
#define lwsl_vhost_parser(vhost, ...) lwsl_vhost(vhost, LLL_PARSER, __VA_ARGS__)
#define lwsl_wsi_parser(wsi, ...) lwsl_wsi(wsi, LLL_PARSER, __VA_ARGS__)
#else
#define lwsl_parser(...) do {} while (0)
#define lwsl_cx_parser(context, ...) do {} while (0)
#define lwsl_vhost_parser(vhost, ...) do {} while (0)
#define lwsl_wsi_parser(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_HEADER)
#define lwsl_header(...) _lws_log(LLL_HEADER, __VA_ARGS__)
#define lwsl_cx_header(context, ...) lwsl_cx(context, LLL_HEADER, __VA_ARGS__)
#define lwsl_vhost_header(vhost, ...) lwsl_vhost(vhost, LLL_HEADER, __VA_ARGS__)
#define lwsl_wsi_header(wsi, ...) lwsl_wsi(wsi, LLL_HEADER, __VA_ARGS__)
#else
#define lwsl_header(...) do {} while (0)
#define lwsl_cx_header(context, ...) do {} while (0)
#define lwsl_vhost_header(vhost, ...) do {} while (0)
#define lwsl_wsi_header(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_EXT)
#define lwsl_ext(...) _lws_log(LLL_EXT, __VA_ARGS__)
#define lwsl_cx_ext(context, ...) lwsl_cx(context, LLL_EXT, __VA_ARGS__)
#define lwsl_vhost_ext(vhost, ...) lwsl_vhost(vhost, LLL_EXT, __VA_ARGS__)
#define lwsl_wsi_ext(wsi, ...) lwsl_wsi(wsi, LLL_EXT, __VA_ARGS__)
#else
#define lwsl_ext(...) do {} while (0)
#define lwsl_cx_ext(context, ...) do {} while (0)
#define lwsl_vhost_ext(vhost, ...) do {} while (0)
#define lwsl_wsi_ext(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_CLIENT)
#define lwsl_client(...) _lws_log(LLL_CLIENT, __VA_ARGS__)
#define lwsl_cx_client(context, ...) lwsl_cx(context, LLL_CLIENT, __VA_ARGS__)
#define lwsl_vhost_client(vhost, ...) lwsl_vhost(vhost, LLL_CLIENT, __VA_ARGS__)
#define lwsl_wsi_client(wsi, ...) lwsl_wsi(wsi, LLL_CLIENT, __VA_ARGS__)
#else
#define lwsl_client(...) do {} while (0)
#define lwsl_cx_client(context, ...) do {} while (0)
#define lwsl_vhost_client(vhost, ...) do {} while (0)
#define lwsl_wsi_client(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_LATENCY)
#define lwsl_latency(...) _lws_log(LLL_LATENCY, __VA_ARGS__)
#define lwsl_cx_latency(context, ...) lwsl_cx(context, LLL_LATENCY, __VA_ARGS__)
#define lwsl_vhost_latency(vhost, ...) lwsl_vhost(vhost, LLL_LATENCY, __VA_ARGS__)
#define lwsl_wsi_latency(wsi, ...) lwsl_wsi(wsi, LLL_LATENCY, __VA_ARGS__)
#else
#define lwsl_latency(...) do {} while (0)
#define lwsl_cx_latency(context, ...) do {} while (0)
#define lwsl_vhost_latency(vhost, ...) do {} while (0)
#define lwsl_wsi_latency(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_THREAD)
#define lwsl_thread(...) _lws_log(LLL_THREAD, __VA_ARGS__)
#define lwsl_cx_thread(context, ...) lwsl_cx(context, LLL_THREAD, __VA_ARGS__)
#define lwsl_vhost_thread(vhost, ...) lwsl_vhost(vhost, LLL_THREAD, __VA_ARGS__)
#define lwsl_wsi_thread(wsi, ...) lwsl_wsi(wsi, LLL_THREAD, __VA_ARGS__)
#else
#define lwsl_thread(...) do {} while (0)
#define lwsl_cx_thread(context, ...) do {} while (0)
#define lwsl_vhost_thread(vhost, ...) do {} while (0)
#define lwsl_wsi_thread(wsi, ...) do {} while (0)
#endif

#if (_LWS_ENABLED_LOGS & LLL_USER)
#define lwsl_user(...) _lws_log(LLL_USER, __VA_ARGS__)
#define lwsl_cx_user(context, ...) lwsl_cx(context, LLL_USER, __VA_ARGS__)
#define lwsl_vhost_user(vhost, ...) lwsl_vhost(vhost, LLL_USER, __VA_ARGS__)
#define lwsl_wsi_user(wsi, ...) lwsl_wsi(wsi, LLL_USER, __VA_ARGS__)
#else
#define lwsl_user(...) do {} while (0)
#define lwsl_cx_user(context, ...) do {} while (0)
#define lwsl_vhost_user(vhost, ...) do {} while (0)
#define lwsl_wsi_user(wsi, ...) do {} while (0)
#endif

// Dumps of bytes.
#define lwsl_hexdump_context(context, level, buf, len) \
  lwsl_hexdump_level_cx(lwsl_context_get_cx(context), lws_log_prepend_context, context, level, buf, len)
#define lwsl_hexdump_vhost(vhost, level, buf, len) \
  lwsl_hexdump_level_cx(lwsl_vhost_get_cx(vhost), lws_log_prepend_vhost, vhost, level, buf, len)
#define lwsl_hexdump_wsi(wsi, level, buf, len) \
  lwsl_hexdump_level_cx(lwsl_wsi_get_cx(wsi), lws_log_prepend_wsi, wsi, level, buf, len)
#define lwsl_hexdump_err(...) lwsl_hexdump_level(LLL_ERR, __VA_ARGS__)
#define lwsl_hexdump_cx_err(context, ...) lwsl_hexdump_context(context, LLL_ERR, __VA_ARGS__)
#define lwsl_hexdump_vhost_err(vhost, ...) lwsl_hexdump_vhost(vhost, LLL_ERR, __VA_ARGS__)
#define lwsl_hexdump_wsi_err(wsi, ...) lwsl_hexdump_wsi(wsi, LLL_ERR, __VA_ARGS__)
#define lwsl_hexdump_warn(...) lwsl_hexdump_level(LLL_WARN, __VA_ARGS__)
#define lwsl_hexdump_cx_warn(context, ...) lwsl_hexdump_context(context, LLL_WARN, __VA_ARGS__)
#define lwsl_hexdump_vhost_warn(vhost, ...) lwsl_hexdump_vhost(vhost, LLL_WARN, __VA_ARGS__)
#define lwsl_hexdump_wsi_warn(wsi, ...) lwsl_hexdump_wsi(wsi, LLL_WARN, __VA_ARGS__)
#define lwsl_hexdump_notice(...) lwsl_hexdump_level(LLL_NOTICE, __VA_ARGS__)
#define lwsl_hexdump_cx_notice(context, ...) lwsl_hexdump_context(context, LLL_NOTICE, __VA_ARGS__)
#define lwsl_hexdump_vhost_notice(vhost, ...) lwsl_hexdump_vhost(vhost, LLL_NOTICE, __VA_ARGS__)
#define lwsl_hexdump_wsi_notice(wsi, ...) lwsl_hexdump_wsi(wsi, LLL_NOTICE, __VA_ARGS__)
#define lwsl_hexdump_info(...) lwsl_hexdump_level(LLL_INFO, __VA_ARGS__)
#define lwsl_hexdump_cx_info(context, ...) lwsl_hexdump_context(context, LLL_INFO, __VA_ARGS__)
#define lwsl_hexdump_vhost_info(vhost, ...) lwsl_hexdump_vhost(vhost, LLL_INFO, __VA_ARGS__)
#define lwsl_hexdump_wsi_info(wsi, ...) lwsl_hexdump_wsi(wsi, LLL_INFO, __VA_ARGS__)
#define lwsl_hexdump_debug(...) lwsl_hexdump_level(LLL_DEBUG, __VA_ARGS__)
#define lwsl_hexdump_cx_debug(context, ...) lwsl_hexdump_context(context, LLL_DEBUG, __VA_ARGS__)
#define lwsl_hexdump_vhost_debug(vhost, ...) lwsl_hexdump_vhost(vhost, LLL_DEBUG, __VA_ARGS__)
#define lwsl_hexdump_wsi_debug(wsi, ...) lwsl_hexdump_wsi(wsi, LLL_DEBUG, __VA_ARGS__)

#ifdef __cplusplus
}
#endif

#endif
