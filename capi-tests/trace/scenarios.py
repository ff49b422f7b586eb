"""
The scenarios of the trace comparison: what the server does (a recorder script) and what the client sends.
ALL is the list; a scenario's name is what expected-differences.txt and docs/differences.md call it.
"""
from scenario import ALL, COMMON, make_files  # noqa: F401  (compare.py takes them from here)
import scenarios_ws_handshake  # noqa: F401
import scenarios_ws_frames  # noqa: F401
import scenarios_ws_close  # noqa: F401
import scenarios_ws_write  # noqa: F401
import scenarios_ws_more  # noqa: F401
import scenarios_http  # noqa: F401
import scenarios_files  # noqa: F401
import scenarios_files2  # noqa: F401
import scenarios_server  # noqa: F401
import scenarios_context  # noqa: F401

assert len({s.name for s in ALL}) == len(ALL), "two scenarios of one name"
