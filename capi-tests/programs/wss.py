"""wss with permessage-deflate, both ways: examples-c/wss-server.c, and Chromium, Python's websockets, Node's ws, curl and our
client on the other side; examples-c/ws-client.c, and servers of Python, Node and Debian's own lws."""
import asyncio
import contextlib
import json
import os
import random
import shutil
import signal
import ssl
import subprocess

import websockets

import interop
from browser import Browser, Tab, chromium
from common import HOST, ROOT, Server, arguments, check, compile_program, free_port, library_folder, main, run, said, \
    temporary_folder, wait_for
from tls import Certificates

# What is sent from the page, and must come back: text, bytes, what compresses well, what does not, long and short.
TALK = """(async () => {
  const random = n => {
    const all = new Uint8Array(n)
    for (let at = 0; at < n; at += 65536) crypto.getRandomValues(all.subarray(at, at + 65536))
    return all
  }
  // The longest ones go in several frames, both ways.
  const messages = ['a', '', 'ä€😀'.repeat(1000), 'again and again '.repeat(4000), random(0), random(1), random(125),
                    random(60000), random(250000), new Uint8Array(250000)]
  const ws = new WebSocket(location.href.replace(/^http/, 'ws'), 'echo')
  ws.binaryType = 'arraybuffer'
  await new Promise((good, bad) => { ws.onopen = good; ws.onerror = bad })
  const waiting = []
  ws.onmessage = e => waiting.shift()(e.data)
  const told = m => typeof m == 'string' ? m : Array.from(new Uint8Array(m)).join()
  for (let turn = 0; turn < 3; turn++)
    for (const m of messages) {
      const back = await new Promise(good => { waiting.push(good); ws.send(m) })
      if (typeof back != (typeof m == 'string' ? 'string' : 'object') || told(back) != told(m))
        return 'another message came back'
    }
  const closed = new Promise(good => ws.onclose = good)
  ws.close(1000, 'done')
  const { code, wasClean } = await closed
  return JSON.stringify({ extensions: ws.extensions, protocol: ws.protocol, code, wasClean })
})()"""


def fingerprint(certificate):
    """What Chromium is told to accept: the hash of the certificate's key."""
    key = run(["openssl", "x509", "-in", certificate, "-pubkey", "-noout"])
    der = run(["openssl", "pkey", "-pubin", "-outform", "der"], input=key)
    digest = run(["openssl", "dgst", "-sha256", "-binary"], input=der)
    return run(["openssl", "base64"], input=digest).decode().strip()


async def page(endpoint, port):
    async with websockets.connect(endpoint, max_size=None, proxy=None, ping_interval=None) as socket:
        browser = Browser(socket)
        tab = await Tab.open(browser, f"https://localhost:{port}/")
        # The page's own script, as a person uses it.
        await tab.wait("its connection", "document.getElementById('state')?.textContent.includes('permessage-deflate')")
        await tab.evaluate("(i => { i.value = 'grüße'; i.onchange() })(document.getElementById('line'))")
        await tab.wait("the echo", "document.getElementById('log').textContent == 'grüße\\n'")
        got = await tab.evaluate(TALK)
        check(got.startswith("{"), got)
        result = json.loads(got)
        check("permessage-deflate" in result["extensions"] and result["code"] == 1000 and result["wasClean"], got)
        check(not browser.problems, f"errors in the page: {browser.problems}")
        return result


class Tests:
    def __init__(self, args):
        self.args, self.work, self.certificates = args, temporary_folder(), Certificates()
        self.library = library_folder(args)
        here = f"{ROOT}/capi-tests/programs"
        for source in "wss-server", "ws-client", "http-client":
            compile_program(args, f"{ROOT}/examples-c/{source}.c", f"{self.work}/{source}")
        compile_program(args, f"{here}/tls_client.c", f"{self.work}/tls_client")
        shutil.copy(f"{here}/interop_ws.js", self.work)
        interop.fetch()

    @contextlib.contextmanager
    def server(self):
        port, c = free_port(), self.certificates
        for name in "pem", "key":
            shutil.copy(c("good." + name), f"{self.work}/live.{name}")
        server = Server([f"{self.work}/wss-server", "-p", str(port), "-c", f"{self.work}/live.pem", "-k",
                         f"{self.work}/live.key"], port, self.library)
        server.port = port
        try:
            yield server
            check(server.alive(), f"the server ended:\n{server.said()}")
        finally:
            code = server.stop()
        check(code == 0 and " E: " not in server.said(), f"the server left with {code}:\n{server.said()}")

    def trusting(self):
        return ssl.create_default_context(cafile=self.certificates("ca.pem"))

    # ---- our server ----

    def chromium(self):
        flag = "--ignore-certificate-errors-spki-list=" + fingerprint(self.certificates("good.pem"))
        with self.server() as s, chromium(flag) as endpoint:
            result = asyncio.run(page(endpoint, s.port))
        said(f"Chromium over wss: texts, bytes and fragments come back; agreed on: {result['extensions']}")

    def python(self):
        async def talk(port):
            async with websockets.connect(f"wss://localhost:{port}/", ssl=self.trusting(), subprotocols=["echo"],
                                          host=HOST, proxy=None) as ws:
                agreed = ws.response.headers["Sec-WebSocket-Extensions"]
                check("permessage-deflate" in agreed, agreed)
                generator = random.Random(1)
                for size in 0, 1, 100, 4095, 4096, 4097, 60000, 65536:
                    for message in "é" * (size // 2), bytes(size), generator.randbytes(size):
                        await ws.send(message)
                        check(await asyncio.wait_for(ws.recv(), 10) == message, f"{size}")
                        pieces = [message[at:at + 1000] for at in range(0, len(message), 1000)] or [message]
                        await ws.send(iter(pieces))
                        check(await asyncio.wait_for(ws.recv(), 10) == message, f"{size} in pieces")
                # A small message that becomes a large one: its end.
                await ws.send(bytes(50 << 20))
                with contextlib.suppress(websockets.ConnectionClosed):
                    await asyncio.wait_for(ws.recv(), 20)
                check(ws.close_code == 1009, f"50 MiB: {ws.close_code}")
        with self.server() as s:
            asyncio.run(talk(s.port))
        said("Python over wss: compressed messages and fragments; too large a message closes with 1009")

    def node(self):
        with self.server() as s:
            run(["node", f"{self.work}/interop_ws.js", "client", str(s.port), "echo", self.certificates("ca.pem")],
                timeout=30, env=dict(os.environ, NODE_PATH=f"{interop.NODE}/node_modules"))
        said("Node over wss, compressed")

    def page_and_renewal(self):
        with self.server() as s:
            def fetch(name="localhost"):
                return run(["curl", "-sS", "--max-time", "10", "--cacert", self.certificates("ca.pem"), "-w",
                            "%{certs}%{http_version}", "--resolve", f"{name}:{s.port}:{HOST}",
                            f"https://{name}:{s.port}/"]).decode()
            first = fetch()
            check("<!doctype html>" in first and "CN = localhost" in first.replace("=localhost", " = localhost"), first)
            check(first.endswith("1.1"), "HTTP/2 is not offered")
            for name in "pem", "key":
                shutil.copy(self.certificates("new." + name), f"{self.work}/live.{name}")
            s.process.send_signal(signal.SIGHUP)
            wait_for("the new certificate", lambda: "read anew: done" in s.said())
            check("renewed" in fetch(), "another certificate")
            ours = self.our("http-client", f"https://localhost:{s.port}/", env={"SSL_CERT_FILE": self.certificates("ca.pem")})
            check(ours.returncode == 0 and b"<!doctype html>" in ours.stdout, f"{ours}")
        said("the page by curl and by ours, and the certificate exchanged by SIGHUP")

    # ---- our client ----

    def our(self, name, *options, stdin=b"", env=None):
        return subprocess.run([f"{self.work}/{name}", *options], input=stdin, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=60,
                              env=dict(os.environ, LD_LIBRARY_PATH=self.library, **(env or {})))

    def lines(self, port, *options):
        """ws-client sends lines, and gets them back."""
        lines = ["a", "ä€😀" * 400, "again and again " * 200] + [f"line {n}" for n in range(50)]
        client = subprocess.Popen([f"{self.work}/ws-client", *options, f"wss://localhost:{port}/"], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=dict(os.environ, LD_LIBRARY_PATH=self.library))
        try:
            for line in lines:
                client.stdin.write((line + "\n").encode())
                client.stdin.flush()
                got = client.stdout.readline().decode().rstrip("\n")
                check(got == line, f"{got[:50]!r} instead of {line[:50]!r}")
            client.stdin.close()
            check(client.wait(10) == 0, f"it left with {client.returncode}")
        finally:
            client.kill()
            client.wait()

    def our_client(self):
        ca = ("-a", self.certificates("ca.pem"))
        with self.server() as s:
            self.lines(s.port, "-s", "echo", *ca)
            # Nobody knows this authority: no connection, and the reason is said.
            client = subprocess.Popen([f"{self.work}/ws-client", "-s", "echo", f"wss://localhost:{s.port}/"],
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                      env=dict(os.environ, LD_LIBRARY_PATH=self.library))
            try:
                text = client.stderr.readline()
                check(b"no connection: " in text and b"tls" in text.lower(), f"{text}")
            finally:
                client.kill()
                client.wait()
        port = free_port()
        node = Server(["node", f"{self.work}/interop_ws.js", "server", str(port), "", self.certificates("good.key"),
                       self.certificates("good.pem")], port, environment={"NODE_PATH": f"{interop.NODE}/node_modules"})
        self.lines(port, *ca)
        check("extensions: permessage-deflate" in node.said(), f"node: {node.said()}")
        node.stop()
        agreed = []

        async def echo(ws):
            agreed.append(ws.response.headers.get("Sec-WebSocket-Extensions"))
            with contextlib.suppress(websockets.ConnectionClosed):
                async for message in ws:
                    await ws.send(message)

        async def python():
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificates("good.pem"), self.certificates("good.key"))
            async with websockets.serve(echo, HOST, 0, ssl=context) as server:
                await asyncio.to_thread(self.lines, server.sockets[0].getsockname()[1], *ca)
        asyncio.run(python())
        check(agreed and "permessage-deflate" in agreed[0], f"{agreed}")
        said("our client over wss, compressed: our server, Node's ws, Python's websockets")

    def genuine_server(self):
        """Debian 12's program with its own library, over TLS."""
        root = f"{interop.DEBIAN}/{interop.UNPACKED}"
        for name in "pem", "key":
            shutil.copy(self.certificates("good." + name), f"{root}/{name}")
        port = free_port()
        with interop.debians_test_server(port, "-s", "-C", "/pem", "-K", "/key"):
            pages = f"{root}/usr/share/libwebsockets-test-server"
            for name in "test.html", "leaf.jpg":
                got = self.our("http-client", f"https://localhost:{port}/{name}",
                               env={"SSL_CERT_FILE": self.certificates("ca.pem")})
                with open(f"{pages}/{name}", "rb") as f:
                    check(got.returncode == 0 and got.stdout == f.read(), f"{name}: {got.stderr}")
            client = subprocess.Popen([f"{self.work}/ws-client", "-s", "dumb-increment-protocol", "-a",
                                       self.certificates("ca.pem"), f"wss://localhost:{port}/"], stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, env=dict(os.environ, LD_LIBRARY_PATH=self.library))
            try:
                numbers = [client.stdout.readline() for _ in range(5)]
                check(numbers == [b"0\n", b"1\n", b"2\n", b"3\n", b"4\n"], f"{numbers}")
            finally:
                client.kill()
                client.wait()
        said("our clients over TLS and Debian's lws test-server: pages, and its numbers over wss")


def test():
    parser = arguments(__doc__)
    parser.add_argument("--only")
    args = parser.parse_args()
    tests = Tests(args)
    for name in "page_and_renewal", "python", "node", "our_client", "genuine_server", "chromium":
        if not args.only or args.only == name:
            getattr(tests, name)()


if __name__ == "__main__":
    main(test)
