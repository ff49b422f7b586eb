"""Brings what two libraries did into a form in which only what a program can rely on is left."""
import re

from replay import split_frame

WRITEABLE = {"SERVER_WRITEABLE", "HTTP_WRITEABLE", "CLIENT_WRITEABLE", "RAW_WRITEABLE", "CLIENT_HTTP_WRITEABLE"}
DROPPED = {"ADD_POLL_FD", "DEL_POLL_FD", "CHANGE_MODE_POLL_FD", "LOCK_POLL", "UNLOCK_POLL", "GET_THREAD_ID",
           "EVENT_WAIT_CANCELLED"}
BEGIN = re.compile(r"> (\S+) (\S+)\((\d+)\) (.*)$")
DATA = re.compile(r'in="((?:[^"\\]|\\x..)*)" len=(\d+)')
RECEIVE = re.compile(r'in="([^"]*)" len=(\d+) first=(\d) final=(\d) binary=(\d) remaining=(\d+)')


def shorten(text, room=200):
    """Long texts by their beginning, their length and a checksum."""
    if len(text) <= room:
        return text
    total = 0
    for ch in text.encode("latin-1"):
        total = (total * 31 + ch) & 0xffffffff
    return f"{text[:60]}…[{len(text)} characters, sum {total:08x}]"


class Block:
    """One callback: its first line, what happened in it (API calls and nested callbacks), what it returned."""

    def __init__(self, conn, reason, number, rest):
        self.conn, self.reason, self.number, self.rest = conn, reason, number, rest
        self.inside, self.ret = [], None


def blocks_of(log):
    """The log as a list of blocks and of plain lines ("= created")."""
    top, stack = [], []
    for line in log.splitlines():
        here = stack[-1].inside if stack else top
        m = BEGIN.match(line)
        if m:
            b = Block(m[1], m[2], int(m[3]), m[4])
            if m[2] not in DROPPED:
                here.append(b)
            stack.append(b)
        elif line.startswith("< ") and stack:
            stack.pop().ret = line.rsplit("ret=", 1)[1]
        elif line.startswith("#"):
            continue
        else:
            here.append(line)
    return top


def flat(block, depth=0):
    pad = "  " * depth
    lines = [f"{pad}{block.reason}({block.number}) {shorten(block.rest)}"]
    for x in block.inside:
        lines += flat(x, depth + 1) if isinstance(x, Block) else [pad + "  " + x.split(" ", 2)[2]]
    lines[0] += f" -> {block.ret}"
    return lines


def merge_slices(blocks):
    """Adjacent slices of one frame, and of one HTTP body, become one callback; what was echoed is added up."""
    out = []
    for b in blocks:
        last = out[-1] if out and isinstance(out[-1], Block) else None
        if isinstance(b, Block) and last and b.reason == last.reason and b.conn == last.conn:
            m, l = RECEIVE.search(b.rest), RECEIVE.search(last.rest)
            if b.reason == "RECEIVE" and m and l and l[6] != "0":
                rest = (f'in="{l[1]}{m[1]}" len={int(l[2]) + int(m[2])} first={l[3]} final={m[4]} '
                        f'binary={m[5]} remaining={m[6]}')
                last.rest = last.rest[:l.start()] + rest
                last.inside = add_echoes(last.inside + b.inside)
                last.ret = b.ret
                continue
            m, l = DATA.search(b.rest), DATA.search(last.rest)
            if b.reason == "HTTP_BODY" and m and l and m[2] != "0" and l[2] != "0":
                last.rest = last.rest[:l.start()] + f'in="{l[1]}{m[1]}" len={int(l[2]) + int(m[2])}'
                last.inside = add_echoes(last.inside + b.inside)
                last.ret = b.ret
                continue
        out.append(b)
    return out


def add_echoes(lines):
    out, total, where = [], [0, 0], None
    for line in lines:
        m = isinstance(line, str) and re.match(r"(\. \S+ echo) (\d+) = (-?\d+)", line)
        if m:
            total = [total[0] + int(m[2]), total[1] + int(m[3])]
            if where is None:
                where = len(out)
                out.append(None)
            out[where] = f"{m[1]} {total[0]} = {total[1]}"
        elif line not in out or not isinstance(line, str):
            out.append(line)  # a call repeated for each slice counts once
    return out


def callbacks(log, exact=False, keep_writeable=False, listener=False, lifecycle=False):
    """{connection: lines}; the WRITEABLEs that did something stand in their own list, without place and number."""
    per = {}
    blocks = blocks_of(log)
    if not exact:
        by_conn, order = {}, []
        for b in blocks:
            key = b.conn if isinstance(b, Block) else "ctx" if lifecycle else "="
            by_conn.setdefault(key, []).append(b)
            if key not in order:
                order.append(key)
        blocks = [b for key in order for b in
                  merge_slices([b for b in by_conn[key]
                                if keep_writeable or not (isinstance(b, Block) and b.reason in WRITEABLE)])
                  + ([] if keep_writeable else
                     [b for b in by_conn[key] if isinstance(b, Block) and b.reason in WRITEABLE])]
    echoed = {}
    for b in blocks:
        if isinstance(b, str):
            per.setdefault("ctx" if lifecycle else "server", []).append(b)
        elif b.reason in WRITEABLE and not keep_writeable:
            did = []
            for x in b.inside:
                if isinstance(x, Block):
                    did += flat(x)
                    continue
                m = re.match(r"\. \S+ echo (\d+) = (-?\d+)", x)
                if m and not exact:
                    sums = echoed.setdefault(b.conn, [0, 0])
                    sums[0] += int(m[1])
                    sums[1] += int(m[2])
                elif " on_writable" not in x:
                    did.append(x.split(" ", 2)[2])
            if b.ret != "0":
                did.append(f"-> {b.ret}")
            per.setdefault(b.conn + " in WRITEABLE", []).extend(did)
        else:
            per.setdefault(b.conn, []).extend(flat(b))
    for conn, (asked, wrote) in echoed.items():
        per.setdefault(conn + " in WRITEABLE", []).append(f"echo, all together {asked} = {wrote}")
    # the end of the listening socket itself is compared where a scenario is about it; not how many sockets there are
    per["listen"] = sorted({l for l in per.get("listen", []) if listener or not l.startswith("WSI_DESTROY")})
    return {k: v for k, v in per.items() if v}


# What only our answers with a file say (files.py looks at it).
OURS_ALONE = re.compile(rb"(?i)\r\n(?:accept-ranges: bytes|last-modified: [^\r]*)(?=\r\n)")
MASKS = [
    (OURS_ALONE, b""),
    # the boundary between ranges is another one each time
    (re.compile(rb"(boundary=|\r\n--)[0-9a-f]{30}(?=(?:--)?\r\n)"), rb"\1*"),
    (re.compile(rb"(?i)(\r\ndate: )[^\r]*"), rb"\1*"),
    (re.compile(rb"(?i)(\r\nserver: )[^\r]*"), rb"\1*"),
]


def text_of(data):
    return "".join(chr(b) if 32 <= b < 127 and b not in (34, 92) else f"\\x{b:02x}" for b in data)


def received(data, exact=False):
    """What the client got, as lines: HTTP line by line, websocket frames decoded, fragments of a message joined."""
    lines, rest = [], bytes(data)
    if not rest.startswith(b"HTTP/"):
        return ["bytes " + shorten(text_of(rest))] if rest else []
    upgraded = re.match(rb"HTTP/1\.1 101 ", rest)
    if upgraded:
        head, _, rest = rest.partition(b"\r\n\r\n")
        for pattern, to in MASKS:
            head = pattern.sub(to, head)
        lines = [text_of(l) for l in head.split(b"\r\n")] + ["(end of head)"]
        return lines + websocket(rest, exact)
    for pattern, to in MASKS:
        rest = pattern.sub(to, rest)
    parts = rest.split(b"\r\n")
    return [shorten(text_of(p)) for p in parts]


def websocket(rest, exact):
    lines, message = [], None
    while rest:
        frame = split_frame(rest)
        if frame is None:
            lines.append("unfinished " + shorten(text_of(rest)))
            break
        first, masked, payload, length = frame
        rest = rest[length:]
        opcode = first & 15
        note = (" masked" if masked else "") + (f" rsv={first >> 4 & 7}" if first & 0x70 else "")
        if exact or opcode >= 8 or (first & 0x80 and message is None):
            lines.append(f"frame opcode={opcode} fin={first >> 7}{note} len={len(payload)} " + shorten(text_of(payload)))
            continue
        if message is None:
            message = [opcode, note, b""]
        elif opcode:
            lines.append(f"opcode={opcode} inside of a message")
        message[2] += payload
        if first & 0x80:
            lines.append(f"frame opcode={message[0]} fin=1{message[1]} len={len(message[2])} "
                         + shorten(text_of(message[2])))
            message = None
    if message:
        lines.append(f"unfinished message opcode={message[0]} len={len(message[2])} " + shorten(text_of(message[2])))
    return lines
