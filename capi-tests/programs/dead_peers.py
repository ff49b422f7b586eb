#!/usr/bin/env python3
"""Peers that vanish: their host drops every packet, in network namespaces made for this test.

    server - router - the host that dies
                    - the host that lives

A peer is dead when nothing has proved for the policy's time that it is there (retry_and_idle_policy: ping, then hang
up); CLOSED and WSI_DESTROY come exactly once. Needs root, or user namespaces."""
import contextlib
import ctypes
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from common import ROOT, Failed, arguments, check, compile_program, library_folder, main, run, said, temporary_folder  # noqa: E402

CLONE_NEWNET = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)
KEY = "dGhlIHNhbXBsZSBub25jZQ=="
SERVER, DYING, LIVING = "10.213.0.1", "10.213.1.1", "10.213.2.1"
PING, HANGUP = 2, 4
# Seconds beyond the policy's time: the machine may be busy.
SLACK = 1.5


def unshare_or_fail():
    """As an ordinary user: again, as root of a user namespace."""
    if not shutil.which("ip"):
        raise Failed("missing: iproute2. As root: apt-get install iproute2")
    if os.geteuid() != 0 and "LWS_UNSHARED" not in os.environ:
        os.environ["LWS_UNSHARED"] = "1"
        os.execvp("unshare", ["unshare", "--user", "--map-root-user", "--net", sys.executable, *sys.argv])


class Namespace:
    """A network namespace, kept by a process that sleeps in it."""

    def __init__(self):
        ready, told = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            ok = libc.unshare(CLONE_NEWNET) == 0
            os.write(told, b"y" if ok else b"n")
            while ok and os.getppid() != 1:
                time.sleep(1)
            os._exit(0)
        if os.read(ready, 1) != b"y":
            os.waitpid(self.pid, 0)
            raise Failed("cannot make a network namespace: this test needs root (CAP_SYS_ADMIN) or user namespaces")
        self.fd = os.open(f"/proc/{self.pid}/ns/net", os.O_RDONLY)
        self.run("ip", "link", "set", "lo", "up")

    def run(self, *command):
        return run(["nsenter", f"--net=/proc/{self.pid}/ns/net", *command])

    def write(self, setting, value):
        self.run("sh", "-c", f"echo {value} >/proc/sys/net/ipv4/{setting}")

    @contextlib.contextmanager
    def entered(self):
        """Sockets that are made inside belong to the namespace for good."""
        home = os.open("/proc/self/ns/net", os.O_RDONLY)
        check(libc.setns(self.fd, CLONE_NEWNET) == 0, "setns")
        try:
            yield
        finally:
            check(libc.setns(home, CLONE_NEWNET) == 0, "setns")
            os.close(home)

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


class Network:
    def __init__(self):
        self.spaces = []
        self.server, self.router, self.dying, self.living = (self.new() for _ in range(4))
        for n, (space, address) in enumerate(((self.server, SERVER), (self.dying, DYING), (self.living, LIVING))):
            gate = address[:-1] + "2"
            self.router.run("ip", "link", "add", f"r{n}", "type", "veth", "peer", "name", "e0", "netns", str(space.pid))
            self.router.run("ip", "addr", "add", f"{gate}/24", "dev", f"r{n}")
            self.router.run("ip", "link", "set", f"r{n}", "up")
            space.run("ip", "addr", "add", f"{address}/24", "dev", "e0")
            space.run("ip", "link", "set", "e0", "up")
            space.run("ip", "route", "add", "default", "via", gate)
        self.router.write("ip_forward", 1)

    def new(self):
        space = Namespace()
        self.spaces.append(space)
        return space

    def cut(self):
        """From here on no packet of the dying host arrives, nor one that is for it."""
        self.router.write("conf/r1/forwarding", 0)
        self.router.run("ip", "route", "replace", "blackhole", f"{DYING}/32")

    def end(self):
        for space in self.spaces:
            space.end()


class Program:
    """The server in its namespace, and what it said."""

    def __init__(self, network, binary, library, port, ping, hangup):
        self.port, self.lines, self.lock = port, [], threading.Lock()
        self.process = subprocess.Popen(
            ["nsenter", f"--net=/proc/{network.server.pid}/ns/net", binary, str(port), str(ping), str(hangup)],
            stdout=subprocess.PIPE, env=dict(os.environ, LD_LIBRARY_PATH=library), text=True)
        line = self.process.stdout.readline()
        check(line == "READY\n", f"the server did not come up: {line}")
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()

    def listen(self):
        for line in self.process.stdout:
            when, event, protocol, number = line.split()
            with self.lock:
                self.lines.append((float(when), event, protocol, int(number)))

    def of(self, number):
        """{event: times} of one connection."""
        with self.lock:
            out = {}
            for when, event, _, n in self.lines:
                if n == number:
                    out.setdefault(event, []).append(when)
            return out

    def latest(self, event):
        """The number of the connection that was told of last."""
        end = time.monotonic() + 5
        while time.monotonic() < end:
            with self.lock:
                found = [n for _, e, _, n in self.lines if e == event]
            if len(found) > getattr(self, "seen_" + event, 0):
                setattr(self, "seen_" + event, len(found))
                return found[-1]
            time.sleep(0.02)
        raise Failed(f"no {event}")

    def end(self):
        self.process.terminate()
        code = self.process.wait(10)
        self.listener.join(5)
        return code


class Client:
    def __init__(self, space, program, protocol=None, request=None, size=None):
        self.protocol, self.dead, self.pings = protocol, False, 0
        with space.entered():
            self.socket = socket.socket()
        if size:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, size)
        self.socket.settimeout(5)
        self.socket.connect((SERVER, program.port))
        self.socket.sendall(request or (
            f"GET / HTTP/1.1\r\nHost: s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {KEY}\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: {protocol}\r\n\r\n").encode())
        self.number = program.latest("HTTP" if request else "ESTABLISHED")
        if protocol:
            head = b""
            while b"\r\n\r\n" not in head:
                head += self.socket.recv(1)
            check(head.startswith(b"HTTP/1.1 101"), f"{protocol}: {head}")

    def live(self, seconds, pong=True, chatter=False):
        """Answers pings, or says something without being asked, in a thread of its own."""
        def work():
            end = time.monotonic() + seconds
            self.socket.settimeout(0.3)
            while time.monotonic() < end:
                try:
                    data = self.socket.recv(2)
                    if not data:
                        self.dead = True
                        return
                    if data[0] == 0x89:
                        self.pings += 1
                        payload = self.socket.recv(data[1]) if data[1] else b""
                        if pong:
                            self.socket.sendall(b"\x8a" + bytes([0x80 | len(payload)]) + b"\0\0\0\0" + payload)
                    elif data[0] & 8:
                        self.dead = True
                        return
                    elif data[1]:
                        self.socket.recv(data[1])
                except TimeoutError:
                    pass
                except OSError:
                    self.dead = True
                    return
                if chatter:
                    with contextlib.suppress(OSError):
                        self.socket.sendall(b"\x81\x81\0\0\0\0x")
        threading.Thread(target=work, daemon=True).start()


def timer_of(pid):
    """The seconds to which our library's one timerfd is set; 0 where it is not."""
    for fd in os.listdir(f"/proc/{pid}/fd"):
        with contextlib.suppress(OSError), open(f"/proc/{pid}/fdinfo/{fd}") as info:
            found = re.search(r"it_value: \((\d+), (\d+)\)", info.read())
            if found and (int(found[1]) or int(found[2])):
                return int(found[1])
    return 0


def test():
    args = arguments(__doc__).parse_args()
    unshare_or_fail()
    folder = temporary_folder()
    binary = f"{folder}/server"
    compile_program(args, f"{ROOT}/capi-tests/programs/dead_peers_server.c", binary)
    library = library_folder(args)
    network, programs = None, []
    try:
        network = Network()
        judge(network, binary, library, programs, genuine=bool(args.library))
    finally:
        for p in programs:
            p.process.kill()
            p.process.wait()
        if network:
            network.end()


def judge(network, binary, library, programs, genuine):
    def program(port, ping, hangup):
        programs.append(Program(network, binary, library, port, ping, hangup))
        return programs[-1]

    # A policy that has no ping and no hang-up, and the library's own.
    never = program(7001, 0, 0)
    default = program(7002, -1, -1)
    p = program(7003, PING, HANGUP)
    eternal = Client(network.dying, never, "plain")
    waiting = Client(network.living, default, "plain")
    dying = {name: Client(network.dying, p, name, size=4096 if name == "pending" else None)
             for name in ("plain", "pending", "talk", "noflow", "confirm")}
    keep_alive = Client(network.dying, p, request=b"GET / HTTP/1.1\r\nHost: s\r\n\r\n")
    upload = Client(network.dying, p, request=b"POST / HTTP/1.1\r\nHost: s\r\nContent-Length: 1000\r\n\r\nhalf of")
    living = Client(network.living, p, "plain")
    mute = Client(network.living, p, "plain")
    chatter = Client(network.living, p, "plain")
    deaf = Client(network.living, p, "noflow")
    living.live(30)
    mute.live(30, pong=False)
    chatter.live(30, pong=False, chatter=True)
    deaf.live(30)

    shown = network.server.run("ss", "-tno", "state", "established").decode()
    kept = re.findall(r"timer:\(keepalive,([^,]*),", shown)
    check(kept and all(k.startswith("1min") for k in kept), f"TCP keep-alive is not set to 70 s: {shown}")
    said(f"TCP keep-alive as the creation info says, on {len(kept)} connections")

    # They answer as long as they can, so that it is the silence that ends them.
    for name in ("plain", "talk", "confirm"):
        dying[name].live(30)
    time.sleep(PING + 0.7)
    check(dying["plain"].pings and dying["talk"].pings, "no ping came")
    network.cut()
    before = dying["plain"].pings
    cut = time.monotonic()
    time.sleep(HANGUP + SLACK)

    for name in ("plain", "pending", "talk", "noflow"):
        # Genuine lws waits with the ping, and so for ever, until it could send what is pending.
        if name != "pending" or not genuine:
            ended(p, dying[name], "CLOSED", cut, HANGUP + SLACK)
    check(p.of(dying["plain"].number)["CLOSED"][0] > cut + 1, "a peer was given up before its time")
    check(dying["plain"].pings == before, "the network was not cut")
    said(f"dead peers end within {HANGUP} s: idle, with bytes pending, while it is written to, with reception stopped")
    for client, who in ((keep_alive, "an idle keep-alive connection"), (upload, "half a body")):
        ended(p, client, None, cut, HANGUP + SLACK)
        said(f"dead HTTP peers end at their deadline: {who}")
    ended(p, mute, "CLOSED", cut, HANGUP + SLACK)
    ended(p, chatter, "CLOSED", cut, HANGUP + SLACK)
    said("a peer that does not answer pings is hung up on, even if it sends")
    ended(p, deaf, "CLOSED", cut, HANGUP + SLACK)
    said("pongs that the program does not want to receive prove nothing")

    time.sleep(max(0, cut + 5 + HANGUP + 1 - time.monotonic()))
    alive = p.of(living.number)
    check("CLOSED" not in alive and not living.dead and living.pings >= 2, f"a peer that answers pings was closed: {alive}")
    said(f"a peer that answers pings lives ({living.pings} of them)")
    confirmed = p.of(dying["confirm"].number)
    check(len(confirmed.get("UNCONFIRMED", ())) == 1, "a peer that the program vouched for was closed")
    ended(p, dying["confirm"], "CLOSED", confirmed["UNCONFIRMED"][0], HANGUP + SLACK)
    took = p.of(dying["confirm"].number)["CLOSED"][0] - confirmed["UNCONFIRMED"][0]
    check(took > PING - 0.5, f"a confirmed peer was closed {took:.1f} s after the last time")
    said(f"lws_validity_confirmed() keeps a connection; without it it ended after {took:.1f} s")
    check("CLOSED" not in never.of(eternal.number), "a policy of zeros closed a connection")
    check("CLOSED" not in default.of(waiting.number), "the default policy closed a connection at once")
    if not genuine:
        # By now no earlier deadline, of the handshake say, is left.
        due = timer_of(default.process.pid) + time.monotonic() - default.of(waiting.number)["ESTABLISHED"][0]
        check(297 < due < 302, f"the first ping of the default policy is due after {due:.0f} s, not 300")
        said("the default policy pings after 300 s")
    said("a policy of zeros never hangs up")
    for q in programs:
        check(q.end() == 0, "the server did not end well")
    for q, client in ((never, eternal), (default, waiting), (p, living)):
        ends = q.of(client.number)
        check(len(ends.get("CLOSED", ())) == 1 and len(ends.get("WSI_DESTROY", ())) == 1, f"at the end: {ends}")
    said("CLOSED and WSI_DESTROY came once for each")


def ended(program, client, event, since, limit):
    events = program.of(client.number)
    what = client.protocol or "http"
    for name in (event, "WSI_DESTROY") if event else ("WSI_DESTROY",):
        times = events.get(name, ())
        check(len(times) == 1, f"{what}: {name} came {len(times)} times: {events}")
        check(times[0] - since <= limit, f"{what}: {name} came after {times[0] - since:.1f} s")


if __name__ == "__main__":
    main(test)
