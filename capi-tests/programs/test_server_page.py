"""Chromium opens the page of lws's test-server in two tabs: for debian_examples.py."""
import asyncio
import json
import os

import websockets

from browser import Browser, Tab, chromium
from common import HOST, ROOT, Failed, Server, check, free_port, said

GREEN = "rgb(64, 255, 64)"


def state_of(name):
    return f"getComputedStyle(document.getElementById('{name}')).backgroundColor"


def mark(number):
    """Opens one of the page's own tabs."""
    return f"document.getElementById('tab-{number}').click()"


# How many points of the canvas are drawn.
DRAWN = """(() => { const c = document.querySelector('#wslm_drawing canvas');
    return c ? c.getContext('2d').getImageData(0, 0, c.width, c.height).data.filter((v, i) => i % 4 == 3 && v).length : -1;
})()"""


async def draw(tab, points):
    """With the mouse held down, as a person does."""
    await tab.evaluate("document.querySelector('#wslm_drawing').scrollIntoView()")
    box = json.loads(await tab.evaluate("JSON.stringify(document.querySelector('#wslm_drawing canvas')"
                                        ".getBoundingClientRect())"))
    for number, (x, y) in enumerate(points):
        kinds = ["mouseMoved"] + (["mousePressed"] if number == 0 else [])
        for kind in kinds:
            await tab.browser.call("Input.dispatchMouseEvent", tab.session, type=kind, x=box["x"] + x, y=box["y"] + y,
                                   button="left", buttons=1, clickCount=1 if kind == "mousePressed" else 0)
    await tab.browser.call("Input.dispatchMouseEvent", tab.session, type="mouseReleased", x=box["x"] + points[-1][0],
                           y=box["y"] + points[-1][1], button="left", clickCount=1)


async def visit(endpoint, port, pictures):
    async with websockets.connect(endpoint, max_size=None, proxy=None, ping_interval=None) as socket:
        browser = Browser(socket)
        address = f"http://{HOST}:{port}/"
        one, two = await Tab.open(browser, address), await Tab.open(browser, address)
        for tab in one, two:
            for name in "wsdi_statustd", "wslm_statustd", "s_statustd":
                await tab.wait(name, f"document.getElementById('{name}') && {state_of(name)} == {json.dumps(GREEN)}")
        said("test-server's page: all its connections are open in two tabs")

        number = "parseInt(document.getElementById('number').textContent)"
        for tab in one, two:
            first = await tab.wait("the number", f"{number} >= 0 ? {number} + 1 : 0")
            await tab.wait("the number's movement", f"{number} > {first + 10}")
        await one.evaluate("document.getElementById('offset').click()")
        await one.wait("its reset", f"{number} < 20 && {number} + 1")
        await one.screenshot(f"{pictures}-increment.png")
        said("the number counts in each tab, and begins again when asked to")

        for tab in one, two:
            await tab.evaluate(mark(2))
            check(await tab.evaluate(DRAWN) == 0, "the canvas is not empty")
        await draw(one, [(20 + 4 * n, 20 + (n * n) % 90) for n in range(60)])
        drawn = await one.wait("the drawing", DRAWN)
        await two.wait("the drawing in the other tab", f"{DRAWN} > {drawn / 2}")
        await two.evaluate("document.getElementById('color').value = '#0000ff'; document.getElementById('color').click()")
        await draw(two, [(20 + 5 * n, 250 - (n * 37) % 100) for n in range(60)])
        await one.wait("the other tab's drawing", f"{DRAWN} > {drawn * 1.5}")
        same = "document.querySelector('#wslm_drawing canvas').toDataURL()"
        for _ in range(50):
            if await one.evaluate(same) == await two.evaluate(same):
                break
            await asyncio.sleep(0.1)
        else:
            raise Failed("the two canvases differ")
        await two.screenshot(f"{pictures}-mirror.png")
        said("what is drawn in one tab appears in the other, both ways, to the last point")

        rows = "document.querySelectorAll('#conninfo tr').length"
        for tab in one, two:
            await tab.evaluate(mark(4))
            await tab.wait("both connections", f"{rows} == 2")
        text = await one.evaluate("document.getElementById('conninfo').innerText")
        check(HOST in text and "Chrom" in text, text)
        await one.screenshot(f"{pictures}-status.png")
        await one.browser.call("Target.closeTarget", targetId=(await two.browser.call(
            "Target.getTargetInfo", two.session))["targetInfo"]["targetId"])
        await one.wait("one connection less", f"{rows} == 1")
        said("the server lists both tabs, and one when the other is closed")

        await one.evaluate(mark(3))
        await one.evaluate("document.getElementById('ot_open_btn').click()")
        await one.wait("a connection on request", f"{state_of('ot_statustd')} == {json.dumps(GREEN)}")
        await one.evaluate("document.getElementById('ot_req_close_btn').click()")
        closed = "document.getElementById('ot_status').textContent"
        await one.wait("the server's close", f"{closed}.includes('CLOSED')")
        check("code: 1001, reason: seeya" in await one.evaluate(closed), await one.evaluate(closed))
        await one.evaluate("document.getElementById('ot_open_btn').click()")
        await one.wait("a connection on request", f"{state_of('ot_statustd')} == {json.dumps(GREEN)}")
        await one.evaluate("document.getElementById('ot_close_btn').click()")
        await one.wait("its own close", f"{closed}.includes('code: 3000, reason: Bye!')")
        await one.screenshot(f"{pictures}-close.png")
        said("the server closes with 1001 and its reason when asked to, and answers the page's 3000")

        await one.evaluate(mark(5))
        await one.evaluate("document.forms.multipart.text.value = 'from Chromium'")
        # A file to send with it, as if it had been chosen.
        await one.evaluate("""(() => { const t = new DataTransfer(); t.items.add(new File(['x'.repeat(5000)], 'page.txt'));
            const f = document.getElementById('file'); f.files = t.files; f.onchange(); })()""")
        await one.screenshot(f"{pictures}-form.png")
        await one.evaluate("document.getElementById('upload').click()")
        await one.wait("the answer to the form", "!document.getElementById('number')")
        answer = await one.wait("its text", "document.body.innerText")
        check("from Chromium" in answer and "page.txt" in answer and "5000" in answer, answer)
        await one.screenshot(f"{pictures}-answer.png")
        check(not browser.problems, f"errors in the page: {browser.problems}")
        said(f"its form is sent with a file and answered; screenshots: {os.path.relpath(pictures, ROOT)}-*.png")


def look(binary, library, folder):
    """The page of a test-server that was built for it; it stores what is sent in `folder`."""
    os.makedirs(folder)
    port = free_port()
    server = Server([binary, "-p", str(port)], port, library, cwd=folder)
    try:
        with chromium() as endpoint:
            asyncio.run(visit(endpoint, port, f"{ROOT}/target/test-server"))
    except (Failed, asyncio.TimeoutError, websockets.WebSocketException) as error:
        raise Failed(f"{error!r}\nthe server said:\n{server.said()}") from error
    else:
        check(server.alive(), f"the server is gone:\n{server.said()}")
    finally:
        server.stop()
