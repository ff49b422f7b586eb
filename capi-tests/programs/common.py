"""What the whole-program tests share: folders, ports, processes that always end, and raw HTTP."""
import argparse
import atexit
import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HOST = "127.0.0.1"
# The folder, below that of a release, which holds what was unpacked.
UNPACKED = "root"


class Failed(Exception):
    pass


def check(condition, what):
    if not condition:
        raise Failed(what)


def said(done):
    """One line for each thing that was found right."""
    print("ok: " + done, flush=True)


def arguments(description, abi="19"):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--abi", default=abi, choices=["17", "19"])
    parser.add_argument("--library", default=os.environ.get("LWS_LIB_FOLDER") or None,
                        help="folder of another build of libwebsockets, instead of target/abiN")
    parser.add_argument("--include", default=os.environ.get("LWS_INCLUDE_FOLDER") or None,
                        help="folder of its header; the compiler's own if only --library is given")
    return parser


def library_folder(args):
    return os.path.abspath(args.library) if args.library else f"{ROOT}/target/abi{args.abi}"


def compile_flags(args):
    if args.library:
        return ["-I" + args.include] if args.include else []
    return [f"-I{ROOT}/include", f"-I{ROOT}/include/abi{args.abi}"]


def compile_program(args, source, binary):
    run(["cc", "-O1", "-g", source, "-o", binary, *compile_flags(args), "-L" + library_folder(args), "-lwebsockets"])


def run(command, **options):
    options.setdefault("timeout", 600)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    if done.returncode:
        raise Failed(f"{' '.join(command)}\ngave {done.returncode}:\n" + done.stdout.decode(errors="replace")[-4000:])
    return done.stdout


def temporary_folder():
    folder = tempfile.mkdtemp(prefix="lws-test-")
    atexit.register(shutil.rmtree, folder, True)
    return folder


def free_port():
    with socket.socket() as s:
        s.bind((HOST, 0))
        return s.getsockname()[1]


def wait_for(what, test, seconds=20):
    end = time.time() + seconds
    while True:
        found = test()
        if found:
            return found
        if time.time() > end:
            raise Failed(f"{what}: did not come in {seconds} s")
        time.sleep(0.05)


def accepts(port):
    with contextlib.suppress(OSError), socket.create_connection((HOST, port), 1):
        return True
    return False


class Server:
    """A program that listens on a port, ended at the end in any case. `library`: the folder it must load ours from."""

    def __init__(self, command, port, library=None, environment=None, log=None, cwd=None,
                 seconds=20):
        self.log = log or os.path.join(temporary_folder(), "log")
        env = dict(os.environ, **(environment or {}))
        if library:
            env["LD_LIBRARY_PATH"] = library
        with open(self.log, "wb") as out:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=env,
                                            cwd=cwd, start_new_session=True)
        atexit.register(self.stop)

        def listening():
            if self.process.poll() is not None:
                raise Failed(f"{command[0]} left with {self.process.returncode}:\n{self.said()}")
            return accepts(port)
        wait_for(f"{command[0]} on port {port}", listening, seconds)

    @property
    def pid(self):
        return self.process.pid

    def said(self):
        with open(self.log, errors="replace") as log:
            return log.read()[-4000:]

    def maps(self):
        with open(f"/proc/{self.pid}/maps") as maps:
            return sorted(set(re.findall(r"(/\S*libwebsockets\S*)", maps.read())))

    def alive(self):
        return self.process.poll() is None

    def stop(self):
        """Asks it to end, then insists. Gives its exit code."""
        if self.alive():
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        return self.process.returncode


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body


class Http:
    """One HTTP/1.1 connection, byte by byte."""

    def __init__(self, port, timeout=20):
        self.socket = socket.create_connection((HOST, port), timeout)
        self.buffer = b""

    def send(self, data):
        self.socket.sendall(data)

    def more(self):
        data = self.socket.recv(1 << 20)
        self.buffer += data
        return data

    def read_reply(self, head_only=False):
        """The next reply, or None at the end of the connection."""
        while b"\r\n\r\n" not in self.buffer:
            if not self.more():
                return None
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines[1:]:
            name, value = line.split(":", 1)
            headers.setdefault(name.lower(), value.strip())
        status = int(lines[0].split()[1])
        if head_only or status in (204, 304) or status < 200:
            return Reply(status, headers, b"")
        if "content-length" in headers:
            length = int(headers["content-length"])
            parts, have = [self.buffer[:length]], len(self.buffer)
            rest = self.buffer[length:]
            while have < length:
                data = self.socket.recv(1 << 20)
                if not data:
                    raise Failed(f"{have} of {length} bytes came")
                need = length - have
                parts.append(data[:need])
                rest += data[need:]
                have += len(data)
            self.buffer = rest
            return Reply(status, headers, b"".join(parts))
        while self.more():
            pass
        body, self.buffer = self.buffer, b""
        return Reply(status, headers, body)

    def close(self):
        self.socket.close()


def http(port, request, head_only=False):
    """The reply to a raw request on a connection of its own."""
    connection = Http(port)
    try:
        connection.send(request if isinstance(request, bytes) else request.encode("latin-1"))
        return connection.read_reply(head_only)
    except ConnectionResetError:
        return None
    finally:
        connection.close()


def get(port, path, *headers, method="GET"):
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", *headers, "", ""]
    return http(port, "\r\n".join(lines), method == "HEAD")


def main(test):
    """Runs a test function; what it finds wrong is printed, and the exit code says so."""
    try:
        test()
    except (Failed, subprocess.SubprocessError, OSError) as error:
        print(f"FAILED: {error}", flush=True)
        sys.exit(1)
