//! How websocket messages reach the program: as a whole, with their control frames; and whether the peer is alive
//! (`libwebsockets-extra.h`).
