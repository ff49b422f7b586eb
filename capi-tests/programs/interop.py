"""Our clients against servers that are not ours, and clients that are not ours against our server: Python's websockets and
aiohttp, Node's ws, nginx, Debian's own lws test-server. What is missing is fetched into target/."""
import asyncio
import contextlib
import os
import shutil
import subprocess
import threading

import websockets
from common import (HOST, ROOT, UNPACKED, Server, arguments, check, compile_program, free_port, library_folder, main, run, said,
                    temporary_folder)

NODE = f"{ROOT}/target/node"
DEBIAN = f"{ROOT}/target/interop"


def fetch():
    if not os.path.isdir(f"{NODE}/node_modules/ws"):
        os.makedirs(NODE, exist_ok=True)
        run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", NODE, "ws@8"])
    if not os.path.exists(f"{DEBIAN}/ready"):
        run([f"{ROOT}/capi-tests/debian.sh", "unpack", DEBIAN, "bookworm", "nginx-core", "libwebsockets-test-server"])
        open(f"{DEBIAN}/ready", "w").close()


def debian(*command):
    return [f"{ROOT}/capi-tests/debian.sh", "run", DEBIAN, *command]


def ours(args, name, *options):
    done = subprocess.run([f"{args.work}/{name}", *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
                          env=dict(os.environ, LD_LIBRARY_PATH=library_folder(args)))
    check(done.returncode == 0, f"{name} {options} left with {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done.stdout


class Loop:
    """Python servers in a thread of their own."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    def do(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(30)


# ---- our clients ----

def python_servers(args):
    from aiohttp import WSMsgType, web
    loop = Loop()

    async def echo(ws):
        with contextlib.suppress(websockets.ConnectionClosed):
            async for message in ws:
                await ws.send(message)

    async def aio_echo(request):
        ws = web.WebSocketResponse(max_msg_size=1 << 24)
        await ws.prepare(request)
        async for message in ws:
            if message.type == WSMsgType.TEXT:
                await ws.send_str(message.data)
            elif message.type == WSMsgType.BINARY:
                await ws.send_bytes(message.data)
        return ws

    async def aio_page(request):
        response = web.StreamResponse(headers={"X-Method": request.method})
        response.enable_chunked_encoding()
        await response.prepare(request)
        body = await request.read()
        for i in range(100):
            await response.write(b"%d " % i * 100)
        await response.write(b"%d" % sum(body))
        return response

    async def begin():
        server = await websockets.serve(echo, HOST, 0, max_size=1 << 24)
        app = web.Application(client_max_size=1 << 26)
        app.router.add_get("/ws", aio_echo)
        app.router.add_route("*", "/page", aio_page)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, HOST, 0)
        await site.start()
        return server.sockets[0].getsockname()[1], site._server.sockets[0].getsockname()[1]
    one, other = loop.do(begin())
    ours(args, "interop_client", str(one), "/")
    ours(args, "interop_client", str(other), "/ws")
    expected = b"".join(b"%d " % i * 100 for i in range(100))
    check(ours(args, "http-client", f"http://{HOST}:{other}/page") == expected + b"0", "aiohttp's page")
    data = os.urandom(2_000_000)
    with open(f"{args.work}/upload", "wb") as out:
        out.write(data)
    check(ours(args, "http-client", "-d", f"{args.work}/upload", f"http://{HOST}:{other}/page") == expected + b"%d" % sum(data),
          "aiohttp's answer to a POST")
    said("our clients and Python's websockets and aiohttp: echoes to 1 MB, chunks, a POST of 2 MB")


def node_server(args):
    port = free_port()
    server = Server(["node", f"{args.work}/interop_ws.js", "server", str(port)], port, environment={"NODE_PATH": f"{NODE}/node_modules"})
    ours(args, "interop_client", str(port), "/")
    server.stop()
    said("our client and Node's ws")


def nginx(args):
    port, folder = free_port(), f"{args.work}/nginx"
    os.makedirs(f"{folder}/html")
    # Its workers may be of another user.
    os.chmod(args.work, 0o755)
    files = {"page.html": b"<p>" * 1000, "big.bin": os.urandom(20_000_000), "empty": b""}
    for name, data in files.items():
        with open(f"{folder}/html/{name}", "wb") as out:
            out.write(data)
    with open(f"{folder}/nginx.conf", "w") as out:
        out.write(f"""daemon off; pid {folder}/pid; error_log stderr; worker_processes 1;
events {{}}
http {{
	access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
	uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
	server {{
		listen {HOST}:{port}; root {folder}/html; gzip off;
		location /moved {{ return 302 /page.html; }}
		location /dir/ {{ return 307 ../page.html; }}
	}}
}}
""")
    server = Server(debian("usr/sbin/nginx", "-c", f"{folder}/nginx.conf", "-e", "stderr"), port)
    for name, data in files.items():
        check(ours(args, "http-client", f"http://{HOST}:{port}/{name}") == data, f"nginx: {name}")
    for name in "moved", "dir/":
        check(ours(args, "http-client", f"http://{HOST}:{port}/{name}") == files["page.html"], f"nginx: {name}")
    server.stop()
    said("our HTTP client and nginx: files up to 20 MB, redirects")


@contextlib.contextmanager
def debians_test_server(port, *options):
    """Debian 12's program with its own library."""
    # Its folder of pages is compiled in, so it gets a root of its own; without root, a user namespace allows that.
    os.makedirs(f"{DEBIAN}/{UNPACKED}/dev", exist_ok=True)
    namespace = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    script = 'mount --rbind /dev dev && exec chroot . "$@"'
    server = Server([*namespace, "sh", "-ec", script, "sh", "/usr/bin/libwebsockets-test-server", "-p", str(port), *options], port,
                    cwd=f"{DEBIAN}/root")
    try:
        check(server.maps() and all(m.startswith(f"{DEBIAN}/{UNPACKED}/usr/lib") or "test-server" in m for m in server.maps()),
              f"it runs on {server.maps()}")
        yield server
    finally:
        server.stop()


def genuine_server(args):
    port, pages = free_port(), f"{DEBIAN}/{UNPACKED}/usr/share/libwebsockets-test-server"
    with debians_test_server(port):
        ask_genuine_server(args, port, pages)
    said("our clients and Debian's lws test-server: pages, numbers, its mirror")


def ask_genuine_server(args, port, pages):
    for name in "test.html", "test.css", "leaf.jpg":
        with open(f"{pages}/{name}", "rb") as file:
            check(ours(args, "http-client", f"http://{HOST}:{port}/{name}") == file.read(), f"lws's {name}")
    said_ = ours(args, "probe", str(port), "protocol=dumb-increment-protocol", "local=first", "path=/", "on=CLIENT_RECEIVE#5:close=1000")
    numbers = [line.split(b"in='")[1].split(b"'")[0] for line in said_.splitlines() if b"CLIENT_RECEIVE" in line]
    check(numbers[:5] == [b"0", b"1", b"2", b"3", b"4"], f"{said_}")
    said_ = ours(args, "probe", str(port), "protocol=lws-mirror-protocol", "local=first", "path=/", "on=CLIENT_ESTABLISHED:writable",
                 "on=CLIENT_WRITEABLE#1:text=c #ff0000 1 2 3;", "on=CLIENT_RECEIVE:close=1000")
    check(b"in='c #ff0000 1 2 3;'" in said_, f"{said_}")


# ---- our server ----

def clients(args):
    port = free_port()
    server = Server([f"{args.work}/echo", str(port)], port, library_folder(args))

    async def python():
        import aiohttp
        async with websockets.connect(f"ws://{HOST}:{port}/", subprotocols=["echo"], proxy=None, max_size=None) as ws:
            for message in "a", "ä€😀" * 1000, os.urandom(70000), "":
                await ws.send(message)
                check(await ws.recv() == message, "websockets' echo")
            await (await ws.ping())
        async with aiohttp.ClientSession() as session, session.ws_connect(f"http://{HOST}:{port}/", protocols=["echo"]) as ws:
            await ws.send_str("ä€😀" * 1000)
            check(await ws.receive_str() == "ä€😀" * 1000, "aiohttp's echo")
            await ws.send_bytes(b"\0" * 70000)
            check(await ws.receive_bytes() == b"\0" * 70000, "aiohttp's echo of bytes")
    asyncio.run(python())
    run(["node", f"{args.work}/interop_ws.js", "client", str(port), "echo"], timeout=30,
        env=dict(os.environ, NODE_PATH=f"{NODE}/node_modules"))
    ours(args, "interop_client", str(port), "/", "echo")
    check(server.alive(), f"the server is gone:\n{server.said()}")
    check(server.stop() == 0, f"the server left with {server.process.returncode}")
    said("our server and Python's websockets and aiohttp, Node's ws, our client")


def test():
    parser = arguments(__doc__)
    parser.add_argument("--only")
    args = parser.parse_args()
    args.work = temporary_folder()
    fetch()
    here = f"{ROOT}/capi-tests/programs"
    for source in (f"{here}/interop_client.c", f"{here}/client/probe.c", f"{ROOT}/examples-c/http-client.c", f"{ROOT}/examples-c/echo.c"):
        compile_program(args, source, f"{args.work}/{os.path.basename(source)[:-2]}")
    shutil.copy(f"{here}/interop_ws.js", args.work)
    for part in python_servers, node_server, nginx, genuine_server, clients:
        if not args.only or args.only == part.__name__:
            part(args)


if __name__ == "__main__":
    main(test)
