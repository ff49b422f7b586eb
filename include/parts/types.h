// Handles one callback of a connection or protocol: see enum lws_callback_reasons for when it is called and what `in`
// and `len` are. `user` is the connection's own memory of per_session_data_size bytes, zero at first. A return other
// than 0 closes the connection.
typedef int lws_callback_function(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
                                  size_t len);

// Handles one callback of a websocket extension: see enum lws_extension_callback_reasons.
typedef int lws_extension_callback_function(struct lws_context *context, const struct lws_extension *ext,
                                            struct lws *wsi, enum lws_extension_callback_reasons reason,
                                            void *user, void *in, size_t len);

// Called by lws_dir() for each entry of a directory; a return other than 0 ends the walk.
typedef int lws_dir_callback_function(const char *dirpath, void *user, struct lws_dir_entry *lde);
