"""TLS, server and client: certificates made here, checked by curl, OpenSSL's client and server, Python, and ourselves."""
import asyncio
import contextlib
import os
import re
import shutil
import socket
import ssl
import subprocess
import time

import websockets

from common import HOST, Failed, ROOT, Server, arguments, check, compile_program, free_port, library_folder, main, \
    run, said, temporary_folder, wait_for

EC = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
NO_TICKET = 0x4000
CLIENT_CERT, OPTIONAL = 0x2, 0x82
ALLOW_PLAIN, REDIRECT, ALLOW_HTTP, IGNORE_MISSING = 0x1008, 0x1800, 0x20000000, 0x4000000
# Certificates that are good for nobody.
UNFIT = "coder", "under-fenced", "under-stale", "under-mute", "under-mute-plain", "under-deeper"
SELF_SIGNED, NO_HOST, EXPIRED, INSECURE = 2, 4, 8, 16


class Certificates:
    """A certificate authority of our own."""

    def __init__(self):
        self.folder = temporary_folder()
        run(["openssl", "req", "-x509", *EC, "-days", "30", "-subj", "/CN=Test CA", "-keyout", self("ca.key"), "-out",
             self("ca.pem")])
        names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
        self.make("good", "/C=DE/O=Organization/CN=localhost", names)
        self.make("new", "/CN=renewed", names)
        self.make("two", "/CN=two.example", "subjectAltName=DNS:two.example,DNS:*.two.example")
        self.make("wrong", "/CN=elsewhere", "subjectAltName=DNS:elsewhere.example")
        self.make("user", "/O=Users/CN=alice")
        self.make("pretender", "/O=x\\/CN=admin/CN=mal\\+lory")
        self.make("old", "/CN=localhost")
        self.make("expired", "/CN=localhost", names, "20200101000000Z", "20210101000000Z")
        self.make("future", "/CN=localhost", names, "20400101000000Z", "20410101000000Z")
        # An authority's certificate is one's own here: what stands above it, and what it is for, counts all the same.
        authority = "basicConstraints=critical,CA:TRUE\n"
        self.make("authority", "/CN=an authority", authority + names)
        self.make("coder", "/CN=a coder", f"{authority}extendedKeyUsage=codeSigning\n{names}")
        self.make("fenced", "/CN=fenced", authority + "nameConstraints=critical,permitted;DNS:example.com")
        self.make("stale", "/CN=stale", authority, "20200101000000Z", "20210101000000Z")
        self.make("mute", "/CN=mute", authority + "keyUsage=critical,digitalSignature")
        self.make("level", "/CN=level", "basicConstraints=critical,CA:TRUE,pathlen:0")
        self.make("deeper", "/CN=deeper", authority, issuer="level")
        for issuer in "fenced", "stale", "mute", "deeper":
            self.make("under-" + issuer, "/CN=under it", authority + names, issuer=issuer)
        self.make("under-mute-plain", "/CN=under it", names, issuer="mute")
        self.make("sealed", "/CN=sealed", "keyUsage=critical,keyEncipherment\n" + names)
        run(["openssl", "req", "-x509", *EC, "-days", "30", "-subj", "/CN=Test CA", "-addext", names, "-keyout",
             self("namesake.key"), "-out", self("namesake.pem")])
        run(["openssl", "req", "-x509", *EC, "-days", "30", "-subj", "/CN=localhost", "-addext", names, "-addext",
             "nameConstraints=critical,permitted;DNS:localhost", "-keyout", self("bounds.key"), "-out", self("bounds.pem")])
        run(["openssl", "req", "-x509", *EC, "-days", "30", "-subj", "/CN=localhost", "-addext", names, "-keyout",
             self("self.key"), "-out", self("self.pem")])
        run(["openssl", "pkcs8", "-topk8", "-in", self("good.key"), "-out", self("locked.key"), "-passout",
             "pass:secret"])
        for name, how in ("des3", ["-v2", "des3"]), ("sha1", ["-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA1"]), \
                ("pbes1", ["-v1", "PBE-SHA1-3DES"]):
            run(["openssl", "pkcs8", "-topk8", "-in", self("good.key"), "-out", self(name + ".key"), *how, "-passout",
                 "pass:secret"])
        run(["openssl", "ecparam", "-name", "secp521r1", "-genkey", "-noout", "-out", self("p521.key")])
        with open(self("good.key"), "rb") as whole, open(self("cut.key"), "wb") as cut:
            cut.write(whole.read()[:100])
        run(["openssl", "ec", "-aes128", "-in", self("good.key"), "-out", self("traditional.key"), "-passout",
             "pass:secret"])

    def __call__(self, name):
        return os.path.join(self.folder, name)

    def make(self, name, subject, extension="", begin=None, end=None, issuer="ca"):
        run(["openssl", "req", "-new", *EC, "-subj", subject, "-keyout", self(name + ".key"), "-out", self("request")])
        with open(self("extension"), "w") as f:
            f.write(extension)
        if begin:
            os.makedirs(self("db"), exist_ok=True)
            open(self("db/index"), "w").close()
            with open(self("db/serial"), "w") as f:
                f.write("01")
            with open(self("config"), "w") as f:
                f.write(f"[ca]\ndefault_ca=d\n[d]\ndatabase={self('db/index')}\nserial={self('db/serial')}\n"
                        f"new_certs_dir={self('db')}\ncertificate={self('ca.pem')}\nprivate_key={self('ca.key')}\n"
                        f"default_md=sha256\npolicy=p\nx509_extensions=x\n[p]\ncommonName=supplied\n[x]\n{extension}\n")
            run(["openssl", "ca", "-batch", "-config", self("config"), "-in", self("request"), "-notext", "-startdate",
                 begin, "-enddate", end, "-out", self(name + ".pem")])
            return
        more = ["-extfile", self("extension")] if extension else []
        run(["openssl", "x509", "-req", "-in", self("request"), "-CA", self(issuer + ".pem"), "-CAkey",
             self(issuer + ".key"), "-CAcreateserial", "-days", "30", "-out", self(name + ".pem"), *more])
        if issuer != "ca":
            with open(self(name + ".pem"), "a") as chain, open(self(issuer + ".pem")) as above:
                chain.write(above.read())


class Tests:
    def __init__(self, args):
        self.library = library_folder(args)
        self.folder = temporary_folder()
        self.ours = not args.library
        for name in "tls_server", "tls_client":
            compile_program(args, f"{ROOT}/capi-tests/programs/{name}.c", os.path.join(self.folder, name))
        self.certificates = Certificates()

    @contextlib.contextmanager
    def server(self, certificate="good", key=None, **more):
        port = free_port()
        c = self.certificates
        if "ca" in more:
            more["ca"] = c("ca.pem")
        words = [f"{name}={value}" for name, value in more.items()]
        command = [os.path.join(self.folder, "tls_server"), f"port={port}", f"cert={c(certificate + '.pem')}",
                   f"key={c((key or certificate) + '.key')}", *words]
        server = Server(command, port, self.library)
        server.port = port
        try:
            yield server
            check(server.alive(), f"the server ended:\n{server.said()}")
        finally:
            code = server.stop()
        check(code == 0, f"the server left with {code}:\n{server.said()}")

    def curl(self, port, path="/", host="localhost", *more, scheme="https"):
        done = subprocess.run(["curl", "-sS", "--max-time", "10", "--cacert", self.certificates("ca.pem"), "--resolve",
                               f"{host}:{port}:127.0.0.1", *more, f"{scheme}://{host}:{port}{path}"],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout.decode(errors="replace")

    def fetch(self, *words, **more):
        code, text = self.curl(*words, **more)
        check(code == 0, f"curl gave {code}: {text}")
        return text

    def client(self, port, library=None, **more):
        words = [f"{name}={value}" for name, value in more.items()]
        env = dict(os.environ, LD_LIBRARY_PATH=self.library if library is None else library)
        done = subprocess.run([os.path.join(self.folder, "tls_client"), f"port={port}", *words], env=env, timeout=60,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout.decode(errors="replace")

    def certificate_pair(self, name):
        return "--cert", self.certificates(name + ".pem"), "--key", self.certificates(name + ".key")

    # ---- the server ----

    def verified(self):
        with self.server() as s:
            text = self.fetch(s.port)
            check(text == "tls=1 vhost=localhost own=localhost peer=none issuer=none verified=0\n", text)
            check(self.fetch(s.port, "/", "localhost", "--tls-max", "1.2") == text, "TLS 1.2")
            check(self.fetch(s.port, "/", "localhost", "--http1.0") == text, "HTTP/1.0, also by ALPN")
            for version in "TLSv1_2", "TLSv1_3":
                context = ssl.create_default_context(cafile=self.certificates("ca.pem"))
                context.set_alpn_protocols(["mqtt"])
                context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
                with socket.create_connection((HOST, s.port), 10) as plain:
                    try:
                        context.wrap_socket(plain, server_hostname="localhost")
                    except ssl.SSLError as error:
                        check("no application protocol" in str(error).lower().replace("_", " "), f"{version}, no protocol in common: {error}")
                    else:
                        raise Failed("a protocol that the server does not have")
            code = subprocess.run(["curl", "-s", f"https://localhost:{s.port}/"], stdout=subprocess.DEVNULL).returncode
            check(code == 60, f"without the authority curl gave {code}")
            # Whole days: 30 until a second has passed since it was made.
            wait_for("the age of the certificate", lambda: re.search(r"aging localhost (29|30)\b", s.said()))
        said("curl verifies against the authority, TLS 1.3 and 1.2; the certificate's age is told")

    def client_certificates(self):
        alice = "peer=alice issuer=/CN=Test CA verified=11"
        with self.server(ca="", options=CLIENT_CERT) as s:
            for version in (), ("--tls-max", "1.2"):
                check(alice in self.fetch(s.port, "/", "localhost", *self.certificate_pair("user"), *version), "alice")
                for name in "good", "authority":
                    check("verified=11" in self.fetch(s.port, "/", "localhost", *self.certificate_pair(name), *version), name)
                for name in None, "self", *UNFIT, "sealed":
                    pair = self.certificate_pair(name) if name else ()
                    check(self.curl(s.port, "/", "localhost", *pair, *version)[0] != 0, f"a bad certificate was taken: {name}")
            c = self.certificates
            text = self.client(s.port, ca=c("ca.pem"), cert=c("user.pem"), key=c("user.key"))[1]
            check(alice in text, f"our client's certificate: {text}")
        with self.server(ca="", options=OPTIONAL) as s:
            check("peer=none" in self.fetch(s.port), "it is not required")
            text = self.fetch(s.port, "/", "localhost", *self.certificate_pair("pretender"))
            check("peer=mal\\+lory " in text, f"an organization that looks like a common name: {text}")
            check(alice in self.fetch(s.port, "/", "localhost", *self.certificate_pair("user")), "alice")
        said("certificates of clients: required, optional, refused, and named")

    def names(self):
        c = self.certificates
        more = dict(name2="two.example", cert2=c("two.pem"), key2=c("two.key"))
        with self.server(**more) as s:
            check("vhost=localhost own=localhost" in self.fetch(s.port), "the first")
            for host in "two.example", "a.two.example":
                check("vhost=two.example own=two.example" in self.fetch(s.port, "/", host), host)
            self.fetch(s.port, "/drop")
            check(self.curl(s.port, "/", "two.example")[0] == 60, "the certificate of a vhost that is gone")
            self.fetch(s.port, "/again")
            check("own=two.example" in self.fetch(s.port, "/", "two.example"), "the vhost is there again")
            self.fetch(s.port, "/drop-first", "two.example")
            check("own=two.example" in self.fetch(s.port, "/", "two.example"), "it has the listener now")
            check(self.curl(s.port)[0] == 60, "the first one is gone")
        said("SNI chooses among vhosts, which come, go and hand their listener over")

    def reload(self):
        c = self.certificates
        for name in "pem", "key":
            shutil.copy(c("good." + name), c("live." + name))
        with self.server("live") as s:
            context = ssl.create_default_context(cafile=c("ca.pem"))
            with socket.create_connection((HOST, s.port), 10) as plain, \
                    context.wrap_socket(plain, server_hostname="localhost") as open_before:
                for name in "pem", "key":
                    shutil.copy(c("new." + name), c("live." + name))
                self.fetch(s.port, "/updated")
                check("own=renewed" in self.fetch(s.port), "the new certificate is used")
                open_before.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                check(open_before.recv(4096).startswith(b"HTTP/1.1 200"), "an open connection goes on")
            with open(c("live.pem"), "w") as f:
                f.write("nothing")
            self.fetch(s.port, "/updated")
            check("own=renewed" in self.fetch(s.port), "a bad file changes nothing")
        with self.server("later", options=IGNORE_MISSING) as s:
            check(self.curl(s.port)[0] == 35, "no certificate, no handshake")
        said("certificates are exchanged while connections are open, and may come later")

    def plain_on_tls(self):
        for options, plain in (0, None), (REDIRECT, None), (ALLOW_PLAIN, None), (ALLOW_PLAIN | REDIRECT, "301"), \
                (ALLOW_PLAIN | ALLOW_HTTP, "200"):
            with self.server(options=options) as s:
                code, text = self.curl(s.port, "/p?q=1", "localhost", "-i", scheme="http")
                status = text.split()[1] if code == 0 else None
                check(status == plain, f"options {options:#x}: {text}")
                if plain == "301":
                    check(f"location: https://localhost:{s.port}/p?q=1" in text, text)
                    followed = self.fetch(s.port, "/", "localhost", "-L", scheme="http")
                    check("tls=1" in followed, f"the redirect leads to TLS: {followed}")
                check("tls=1" in self.fetch(s.port), f"options {options:#x}: TLS beside it")
        said("plain HTTP on a TLS port: refused, redirected or served, as the options say")

    def resumed(self):
        with self.server() as s:
            text = run(["openssl", "s_client", "-connect", f"{HOST}:{s.port}", "-tls1_2", "-reconnect"],
                       input=b"").decode(errors="replace")
            check(text.count("Reused, TLSv1.2") == 5, text[-600:])
            kept = self.certificates("session")
            request = b"GET / HTTP/1.0\r\n\r\n"
            with subprocess.Popen(["openssl", "s_client", "-connect", f"{HOST}:{s.port}", "-sess_out", kept, "-quiet",
                                   "-ign_eof"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL) as first:
                first.stdin.write(request)
                first.stdin.flush()
                check(b"tls=1" in first.stdout.read(), "no answer")
            text = run(["openssl", "s_client", "-connect", f"{HOST}:{s.port}", "-sess_in", kept, "-ign_eof"],
                       input=request).decode(errors="replace")
            check("Reused, TLSv1.3" in text and "tls=1" in text, text[-600:])
        with self.server(ssl_options=NO_TICKET) as s:
            text = run(["openssl", "s_client", "-connect", f"{HOST}:{s.port}", "-tls1_2", "-reconnect"],
                       input=b"").decode(errors="replace")
            check(text.count("Reused, TLSv1.2") == 5 and "session ticket" not in text, text[-600:])
        said("OpenSSL's client resumes sessions of TLS 1.2 and 1.3")

    def keys(self):
        for key in "locked", "des3", "sha1":
            with self.server(key=key, password="secret") as s:
                self.fetch(s.port)
        for key, password, why in ("locked", "wrong", "does not open"), ("locked", None, "give its password"), \
                ("traditional", "secret", "traditional"), ("two", None, "does not belong"), \
                ("pbes1", "secret", "convert it"), ("p521", None, "P-256 or P-384"), ("cut", None, "cut off"):
            port = free_port()
            c = self.certificates
            words = [f"password={password}"] if password else []
            done = subprocess.run([os.path.join(self.folder, "tls_server"), f"port={port}", f"cert={c('good.pem')}",
                                   f"key={c(key + '.key')}", *words], env=dict(os.environ, LD_LIBRARY_PATH=self.library),
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=20)
            check(done.returncode == 1 and why in done.stdout.decode(), f"{key}: {done.stdout.decode()}")
        said("encrypted keys open with their password; the log says what is wrong with others")

    def ciphers(self):
        with self.server(ciphers="ECDHE-ECDSA-CHACHA20-POLY1305") as s:
            text = run(["openssl", "s_client", "-connect", f"{HOST}:{s.port}", "-tls1_2"], input=b"").decode()
            check("ECDHE-ECDSA-CHACHA20-POLY1305" in text, text[-500:])
        with self.server(ciphers="AES256-SHA") as s:
            check(self.curl(s.port, "/", "localhost", "--tls-max", "1.2")[0] == 35, "TLS 1.2 is left without ciphers")
            self.fetch(s.port)
            check("TLS 1.3 is left alone" in s.said(), s.said())
        with self.server(ciphers="HIGH:!SHA1:!SHA256:!SHA384:!aNULL", ciphers13="TLS_AES_128_CCM_SHA256") as s:
            for one in "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384":
                self.fetch(s.port, "/", "localhost", "--ciphers", one)
            check(self.curl(s.port, "/", "localhost", "--tlsv1.3")[0] == 35, "TLS 1.3 is left without ciphers")
            check("TLS 1.2 is left alone" in s.said(), s.said())
        said("cipher strings choose among the ciphers, and the log says what they take away")

    def hostile(self):
        """Garbage, silence, records that stop, and floods: each ends alone, in time."""
        with self.server(timeout=2) as s:
            def talk(data, seconds=8):
                with socket.create_connection((HOST, s.port), seconds) as peer:
                    with contextlib.suppress(ConnectionError):
                        peer.sendall(data)
                        begin = time.time()
                        while peer.recv(65536):
                            pass
                        return time.time() - begin
                    return 0
            for garbage in (b"GET / HTTP/1.1\r\n\r\n", bytes(range(256)) * 16, b"\x16\x03\x01\xff\xff" + b"a" * 70000,
                            b"\x16\x03\x01\x00\x05hello", b"\x80\x2e\x01\x00\x02", b"\x17\x03\x03\x00\x05hello",
                            b"\x15\x03\x03\x00\x02\x02\x28", b"\x16\x03\x01\x00\x01\x01" * 30000):
                check(talk(garbage) < 7, f"garbage {garbage[:8]}: the server kept it")
            context = ssl.create_default_context(cafile=self.certificates("ca.pem"))
            incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
            hello = context.wrap_bio(incoming, outgoing, server_hostname="localhost")
            with contextlib.suppress(ssl.SSLWantReadError):
                hello.do_handshake()
            data = outgoing.read()
            for cut in 1, 5, 6, 100, len(data):
                took = talk(data[:cut])
                check(0 < took < 7, f"a client that stopped after {cut} bytes had {took} s")
            self.fetch(s.port)
        said("garbage and clients that stop in the handshake are closed, by the deadline at the latest")

    def websockets_both_ways(self):
        context = ssl.create_default_context(cafile=self.certificates("ca.pem"))

        async def to_ours(port):
            async with websockets.connect(f"wss://localhost:{port}/", ssl=context, subprotocols=["echo"],
                                          compression=None, max_size=None) as w:
                for n in 0, 1, 125, 126, 16383, 16384, 16385, 65536, 1000000, 16 << 20:
                    data = os.urandom(n)
                    await w.send(data)
                    check(await asyncio.wait_for(w.recv(), 60) == data, f"{n} bytes")

        async def many(port, count):
            all_of_them = []
            for _ in range(count):
                all_of_them.append(await websockets.connect(f"wss://localhost:{port}/", ssl=context,
                                                            subprotocols=["echo"], compression=None))
            for i, w in enumerate(all_of_them):
                await w.send(f"message {i}")
            for i, w in enumerate(all_of_them):
                check(await asyncio.wait_for(w.recv(), 30) == f"message {i}", "another message")
            await asyncio.gather(*(w.close() for w in all_of_them))

        with self.server() as s:
            asyncio.run(to_ours(s.port))
            asyncio.run(many(s.port, 200))
            for size in 1, 200000, 16 << 20:
                code, text = self.client(s.port, ws=size, ca=self.certificates("ca.pem"))
                check(code == 0 and f"echoed {size}" in text, f"our client: {text}")

        async def echo(socket_of_peer):
            with contextlib.suppress(websockets.ConnectionClosed):
                async for message in socket_of_peer:
                    await socket_of_peer.send(message)

        async def from_ours():
            server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            server_context.load_cert_chain(self.certificates("good.pem"), self.certificates("good.key"))
            async with websockets.serve(echo, HOST, 0, ssl=server_context, subprotocols=["echo"], compression=None,
                                        max_size=None) as server:
                port = server.sockets[0].getsockname()[1]
                for size in 1, 200000, 1 << 20:
                    loop = asyncio.get_running_loop()
                    code, text = await loop.run_in_executor(
                        None, lambda n=size: self.client(port, ws=n, ca=self.certificates("ca.pem"), address=HOST))
                    check(code == 0 and f"echoed {size}" in text, f"our client, Python's server: {text}")
        asyncio.run(from_ours())
        said("websockets over TLS, Python's and ours as client and server, messages up to 16 MiB, 200 at a time")

    def slow_reader(self):
        big = os.path.join(self.folder, "files")
        os.makedirs(big, exist_ok=True)
        data = os.urandom(1 << 20) * 24
        with open(os.path.join(big, "big.txt"), "wb") as f:
            f.write(data)
        with self.server(files=big) as s:
            context = ssl.create_default_context(cafile=self.certificates("ca.pem"))
            with socket.create_connection((HOST, s.port), 30) as plain, \
                    context.wrap_socket(plain, server_hostname="localhost") as peer:
                peer.sendall(b"GET /files/big.txt HTTP/1.1\r\nHost: localhost\r\n\r\n")
                time.sleep(1)
                self.fetch(s.port)
                got = bytearray()
                while len(got) < 4000 or len(got) < got.index(b"\r\n\r\n") + 4 + len(data):
                    piece = peer.recv(1 << 20)
                    check(piece, f"it ended after {len(got)} bytes")
                    got += piece
                check(got.endswith(data), "other bytes came")
                peer.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                check(peer.recv(4096).startswith(b"HTTP/1.1 200"), "the connection goes on")
            for _ in range(5):
                with socket.create_connection((HOST, s.port), 30) as plain, \
                        context.wrap_socket(plain, server_hostname="localhost") as peer:
                    peer.sendall(b"GET /files/big.txt HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    peer.recv(100000)
        said("24 MiB to a reader that waits, and peers that leave in the middle of a file")

    def raw(self):
        with self.server(raw=1) as s:
            context = ssl.create_default_context(cafile=self.certificates("ca.pem"))
            with socket.create_connection((HOST, s.port), 10) as plain, \
                    context.wrap_socket(plain, server_hostname="localhost") as peer:
                for line in b"one\n", b"two\n":
                    peer.sendall(line)
                    check(peer.recv(100) == line, "the line comes back")
            code, text = self.client(s.port, raw=1, ca=self.certificates("ca.pem"))
            check(code == 0 and "raw connected tls=1" in text and "raw a line" in text, text)
        said("raw connections over TLS, accepted and made")

    # ---- the client ----

    def decisions(self):
        """What the client takes, by its flags: as lws on OpenSSL decides."""
        c = self.certificates
        fine = {("good", 0), ("good", SELF_SIGNED), ("old", 0), ("wrong", NO_HOST), ("expired", EXPIRED),
                ("future", EXPIRED), ("self", SELF_SIGNED), ("namesake", SELF_SIGNED), ("bounds", SELF_SIGNED), ("authority", 0),
                ("sealed", 0), ("under-stale", EXPIRED)}
        for name in "good", "old", "wrong", "expired", "future", "self", "namesake", "bounds", "authority", "sealed",\
                *UNFIT:
            port = free_port()
            command = ["openssl", "s_server", "-accept", str(port), "-cert", c(name + ".pem"), "-key", c(name + ".key"),
                       "-cert_chain", c(name + ".pem"), "-www", "-quiet"]
            server = Server(command, port)
            try:
                for flags in 0, SELF_SIGNED, NO_HOST, EXPIRED, INSECURE:
                    wanted = (name, flags) in fine or (name, 0) in fine
                    code, text = self.client(port, flags=flags | 1, ca=c("ca.pem"))
                    check((code == 0) == wanted, f"{name} with flags {flags}: {text}")
                    check(text.count("error") == (0 if wanted else 1), f"{name}: one error: {text}")
                if name == "good":
                    check(self.client(port, flags=1)[0] == 1, "an authority that nobody knows")
                    check(self.client(port, flags=1 | INSECURE)[0] == 0, "an authority that nobody knows, forgiven")
            finally:
                server.stop()
        said("the client refuses expired, foreign and self-signed certificates unless its flags forgive that")

    def redirects(self):
        with self.server() as target:
            with socket.socket() as listener:
                listener.bind((HOST, 0))
                listener.listen()
                port = listener.getsockname()[1]
                answer = (f"HTTP/1.1 302 Found\r\nLocation: https://localhost:{target.port}/\r\n"
                          "Content-Length: 0\r\n\r\n").encode()
                env = dict(os.environ, LD_LIBRARY_PATH=self.library)
                with subprocess.Popen([os.path.join(self.folder, "tls_client"), f"port={port}", "flags=4", "address=" +
                                       HOST, f"ca={self.certificates('ca.pem')}"], env=env,
                                      stdout=subprocess.PIPE) as client:
                    peer, _ = listener.accept()
                    with peer:
                        peer.recv(4096)
                        peer.sendall(answer)
                        text = client.stdout.read().decode()
                check("tls=1" in text and "completed" in text, text)
        said("a redirect from http to https is followed, and checked")


def test():
    args = arguments(__doc__).parse_args()
    tests = Tests(args)
    for name in os.environ.get("TLS_TESTS", "").split() or ("verified", "client_certificates", "names", "reload", "plain_on_tls", "resumed", "keys", "ciphers",
                 "hostile", "websockets_both_ways", "slow_reader", "raw", "decisions", "redirects"):
        try:
            getattr(tests, name)()
        except Failed as error:
            raise Failed(f"{name}: {error}") from error


if __name__ == "__main__":
    main(test)
