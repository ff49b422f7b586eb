"""Headless Chromium opens the page of `make demo` in two tabs and chats; a screenshot is left in target/demo.png."""
import asyncio
import base64
import contextlib
import json
import os
import shutil
import subprocess

import websockets

from common import HOST, ROOT, Failed, Server, accepts, arguments, check, compile_program, free_port, library_folder, \
    main, said, temporary_folder, wait_for

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
         "--disable-default-apps", "--disable-dev-shm-usage", "--metrics-recording-only", "--window-size=1200,800"]


class Browser:
    """A small DevTools client: one connection, a session for each tab."""

    def __init__(self, socket):
        self.socket, self.last, self.waiting, self.problems = socket, 0, {}, []
        self.reader = asyncio.create_task(self.read())

    async def read(self):
        async for text in self.socket:
            message = json.loads(text)
            if "id" in message:
                self.waiting.pop(message["id"]).set_result(message)
            elif message["method"] == "Runtime.exceptionThrown":
                self.problems.append(json.dumps(message["params"]["exceptionDetails"])[:500])

    async def call(self, method, session=None, **params):
        self.last += 1
        answer = self.waiting[self.last] = asyncio.get_running_loop().create_future()
        message = {"id": self.last, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        await self.socket.send(json.dumps(message))
        got = await asyncio.wait_for(answer, 30)
        check("error" not in got, f"{method}: {got.get('error')}")
        return got["result"]


class Tab:
    def __init__(self, browser, session):
        self.browser, self.session = browser, session

    @classmethod
    async def open(cls, browser, address):
        target = await browser.call("Target.createTarget", url="about:blank", newWindow=True)
        attached = await browser.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        tab = cls(browser, attached["sessionId"])
        for domain in "Page", "Runtime":
            await browser.call(domain + ".enable", tab.session)
        await browser.call("Page.navigate", tab.session, url=address)
        return tab

    async def evaluate(self, expression):
        got = await self.browser.call("Runtime.evaluate", self.session, expression=expression, returnByValue=True,
                                      awaitPromise=True)
        check("exceptionDetails" not in got, f"{expression}: {got.get('exceptionDetails')}")
        return got["result"].get("value")

    async def wait(self, what, expression, seconds=20):
        end = asyncio.get_running_loop().time() + seconds
        while True:
            value = await self.evaluate(expression)
            if value:
                return value
            if asyncio.get_running_loop().time() > end:
                page = await self.evaluate("document.body ? document.body.innerText : 'no body'")
                raise Failed(f"{what}: did not come; the page says:\n{page}")
            await asyncio.sleep(0.1)

    async def type(self, text):
        """As a person does: focus, keys, enter."""
        await self.evaluate("document.querySelector('#chat-input').focus()")
        await self.browser.call("Input.insertText", self.session, text=text)
        for kind in "keyDown", "keyUp":
            await self.browser.call("Input.dispatchKeyEvent", self.session, type=kind, key="Enter", code="Enter",
                                    windowsVirtualKeyCode=13, text="\r" if kind == "keyDown" else "")

    async def screenshot(self, path):
        await self.browser.call("Page.bringToFront", self.session)
        picture = await self.browser.call("Page.captureScreenshot", self.session, format="png")
        with open(path, "wb") as out:
            out.write(base64.b64decode(picture["data"]))


@contextlib.contextmanager
def chromium(*flags):
    """A headless Chromium with a profile of its own; the address of its DevTools."""
    program = next((c for c in ("chromium", "chromium-browser", "google-chrome") if shutil.which(c)), None)
    check(program, "Chromium is missing (package chromium)")
    profile = temporary_folder()
    browser = subprocess.Popen([program, *FLAGS, *flags, f"--user-data-dir={profile}", "--remote-debugging-port=0",
                                "about:blank"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    endpoint = []

    def ready():
        check(browser.poll() is None, f"{program} left with {browser.returncode}")
        try:
            with open(f"{profile}/DevToolsActivePort") as text:
                endpoint[:] = text.read().split("\n")
        except FileNotFoundError:
            return False
        return len(endpoint) > 1 and accepts(int(endpoint[0]))
    try:
        wait_for("Chromium's DevTools", ready, 60)
        yield f"ws://{HOST}:{endpoint[0]}{endpoint[1]}"
    finally:
        browser.terminate()
        try:
            browser.wait(10)
        except subprocess.TimeoutExpired:
            browser.kill()
            browser.wait()


async def chat(endpoint, port):
    async with websockets.connect(endpoint, max_size=None, proxy=None, ping_interval=None) as socket:
        browser = Browser(socket)
        address = f"http://{HOST}:{port}/"
        one, two = await Tab.open(browser, address), await Tab.open(browser, address)
        for tab in one, two:
            await tab.wait("the connection", "!!document.querySelector('#chat-input') && "
                                             "!document.querySelector('#chat-input').disabled")
        state = await one.evaluate("document.querySelector('#state').innerText")
        said(f"the page is open in two tabs, its state is {state!r}")

        for tab, other, text in (one, two, "hello from the first tab"), (two, one, "grüße aus dem zweiten ✓"), \
                (one, two, "<b>not bold</b> & \"quoted\" \\ back"):
            await tab.type(text)
            sought = f"document.querySelector('#chat-log').innerText.includes({json.dumps(text)})"
            await other.wait("a message in the other tab", sought)
            await tab.wait("a message in its own tab", sought)
        check(not await two.evaluate("!!document.querySelector('#chat-log b')?.innerText.includes('not bold')"),
              "a message is taken for HTML")
        said("what is typed in one tab appears in the other, both ways")

        counter = "document.querySelector('#counter').innerText"
        first = await one.wait("the counter", counter)
        await two.type("count this")
        await one.wait("the counter's movement", f"{counter} !== {json.dumps(first)}")
        said(f"the counter moves: from {first} to {await one.evaluate(counter)}")

        await asyncio.sleep(1.5)
        await one.screenshot(f"{ROOT}/target/demo.png")
        check(os.path.getsize(f"{ROOT}/target/demo.png") > 10000, "an empty screenshot")
        check(not browser.problems, f"errors in the page: {browser.problems}")
        said("screenshot: target/demo.png")


def test():
    args = arguments(__doc__).parse_args()
    port = free_port()
    if args.library:
        work = temporary_folder()
        compile_program(args, f"{ROOT}/examples-c/site-and-chat.c", f"{work}/demo")
        server = Server([f"{work}/demo", "-p", str(port), "-d", f"{ROOT}/examples-c/site"], port, library_folder(args))
    else:
        # As the README says it; it was built before, if not this takes a while.
        server = Server(["make", "-C", ROOT, "demo", f"PORT={port}"], port, seconds=400)
    try:
        with chromium() as endpoint:
            asyncio.run(chat(endpoint, port))
    except (Failed, asyncio.TimeoutError, websockets.WebSocketException) as error:
        raise Failed(f"{error!r}\nthe server said:\n{server.said()}") from error
    else:
        check(server.alive(), f"the server is gone:\n{server.said()}")
    finally:
        server.stop()


if __name__ == "__main__":
    main(test)
