// The page of the demo: a chat and a counter, each on a websocket of its own, both to the server that sent this file.
"use strict";

const $ = (id) => document.getElementById(id);

// ---------------------------------------------------------------------------------------------------------------
// A websocket that comes back. After each failure it waits longer (0.5 s, 1 s, 2 s … 15 s, and up to a quarter more,
// so that a thousand pages do not return in the same instant); once open, the next failure starts from 0.5 s again.

class Reconnecting {
  constructor(protocol, { onOpen = () => {}, onMessage, onState }) {
    Object.assign(this, { protocol, onOpen, onMessage, onState, failures: 0 });
    this.connect();
    addEventListener("online", () => this.now());
  }

  connect() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.onState("connecting");
    const url = new URL("/", location.href);
    url.protocol = url.protocol.replace("http", "ws");
    this.ws = new WebSocket(url, this.protocol);
    this.ws.onopen = () => {
      this.failures = 0;
      this.onState("open");
      this.onOpen();
    };
    this.ws.onmessage = (e) => this.onMessage(JSON.parse(e.data));
    this.ws.onclose = () => {
      const wait = Math.min(15000, 500 * 2 ** this.failures++) * (1 + Math.random() / 4);
      this.timer = setTimeout(() => this.connect(), wait);
      this.onState("closed", performance.now() + wait);
    };
  }

  now() {
    if (this.timer) this.connect();
  }

  get open() {
    return this.ws.readyState === WebSocket.OPEN;
  }

  send(text) {
    if (this.open) this.ws.send(text);
    return this.open;
  }
}

// ---------------------------------------------------------------------------------------------------------------
// The state of both connections, in one place: the worse of the two.

const states = { chat: { name: "connecting" }, counter: { name: "connecting" } };
let noiseLeft = 0; // messages that the button at the end has still to send

function setState(which, name, retryAt) {
  states[which] = { name, retryAt };
  showState();
}

function showState() {
  const both = Object.values(states);
  const worst = ["closed", "connecting", "open"].find((n) => both.some((s) => s.name === n));
  const text = {
    open: () => "connected",
    connecting: () => "connecting…",
    closed: () => {
      const at = Math.min(...both.map((s) => s.retryAt ?? Infinity));
      return `disconnected, again in ${Math.max(1, Math.ceil((at - performance.now()) / 1000))} s`;
    },
  }[worst]();
  const state = $("state");
  state.dataset.state = worst;
  if (state.lastElementChild.textContent !== text) state.lastElementChild.textContent = text;
  $("chat-input").disabled = $("send").disabled = states.chat.name !== "open";
  $("noise").disabled = states.counter.name !== "open" || noiseLeft > 0;
}
setInterval(showState, 250);

// ---------------------------------------------------------------------------------------------------------------
// Chat. Text from others only ever becomes textContent: it cannot turn into HTML.

const MAX_LINES = 500;
let me = null; // our id, until the connection is lost

const chat = new Reconnecting("chat", {
  onState: (name, at) => setState("chat", name, at),
  onOpen: () => {
    // The server sends the history again; the page starts from it.
    $("chat-log").replaceChildren();
    const name = localStorage.getItem("name");
    if (name) chat.send(`/name ${name}`);
  },
  onMessage: (m) => {
    if (m.people !== undefined) $("people").textContent = `${m.people} here`;
    switch (m.type) {
      case "welcome":
        me = m.id;
        $("who").textContent = m.name;
        break;
      case "say":
        addLine(m, m.text);
        break;
      case "join":
        addNotice(m, `${m.name} came`);
        break;
      case "leave":
        addNotice(m, `${m.name} left`);
        break;
      case "name":
        if (m.id === me) $("who").textContent = m.now;
        addNotice(m, `${m.name} is now ${m.now}`);
        break;
      case "missed":
        addNotice(m, `${m.lines} lines missed: this page could not keep up`);
        break;
    }
  },
});

function element(tag, text, className) {
  const e = document.createElement(tag);
  if (text !== undefined) e.textContent = text;
  if (className) e.className = className;
  return e;
}

function append(li) {
  const log = $("chat-log");
  // Follow the talk, unless somebody has scrolled up to read.
  const follow = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  log.append(li);
  while (log.childElementCount > MAX_LINES) log.firstElementChild.remove();
  if (follow) log.scrollTop = log.scrollHeight;
}

function timeOf(m) {
  if (!m.time) return element("span");
  const date = new Date(m.time * 1000);
  const e = element("time", date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
  e.dateTime = date.toISOString();
  return e;
}

function addLine(m, text) {
  const li = element("li", undefined, m.id === me ? "mine" : "");
  const face = element("span", [...m.name][0].toUpperCase(), "face");
  face.style.background = `hsl(${(m.id * 137) % 360} 50% 42%)`; // the golden angle keeps neighbours apart
  face.ariaHidden = "true";
  const said = element("span");
  said.append(element("b", m.name), text);
  li.append(face, said, timeOf(m));
  append(li);
}

function addNotice(m, text) {
  const li = element("li", undefined, "notice");
  li.append(element("span"), element("span", text), timeOf(m));
  append(li);
}

$("chat-form").addEventListener("submit", (e) => {
  e.preventDefault();
  const input = $("chat-input");
  const text = input.value.trim();
  if (text.startsWith("/name ")) localStorage.setItem("name", text.slice(6).trim());
  if (text && chat.send(text)) input.value = "";
  input.focus();
});

$("who").addEventListener("click", () => {
  const name = prompt("Your name", $("who").textContent)?.trim();
  if (!name) return;
  localStorage.setItem("name", name);
  chat.send(`/name ${name}`);
});

// ---------------------------------------------------------------------------------------------------------------
// Counter: the newest numbers are drawn at the next frame, however often they come.

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const POINTS = 200; // ten seconds at twenty a second

function bytes(n) {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let u = 0;
  for (; n >= 1000 && u < units.length - 1; u++) n /= 1000;
  return `${n.toFixed(u && n < 100 ? 1 : 0)} ${units[u]}`;
}

function duration(ms) {
  const s = Math.floor(ms / 1000);
  const two = (n) => String(n).padStart(2, "0");
  const clock = `${two(Math.floor(s / 3600) % 24)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
  return s < 86400 ? clock : `${Math.floor(s / 86400)} d ${clock}`;
}

class Sparkline {
  constructor(canvas) {
    this.canvas = canvas;
    this.points = [];
  }

  add(value) {
    this.points.push(value);
    if (this.points.length > POINTS) this.points.shift();
  }

  draw() {
    const { canvas, points } = this;
    const scale = devicePixelRatio || 1;
    const w = canvas.clientWidth;
    const h = canvas.clientHeight;
    if (canvas.width !== Math.round(w * scale) || canvas.height !== Math.round(h * scale)) {
      canvas.width = Math.round(w * scale);
      canvas.height = Math.round(h * scale);
    }
    const colour = getComputedStyle(canvas).getPropertyValue("--accent");
    const g = canvas.getContext("2d");
    g.setTransform(scale, 0, 0, scale, 0, 0);
    g.clearRect(0, 0, w, h);
    const top = Math.max(...points, 1) * 1.15;
    const x = (i) => w - ((points.length - 1 - i) * w) / (POINTS - 1);
    const y = (v) => h - 1.5 - (v / top) * (h - 3);
    g.beginPath();
    points.forEach((v, i) => g.lineTo(x(i), y(v)));
    g.strokeStyle = colour;
    g.lineWidth = 1.75;
    g.lineJoin = "round";
    g.stroke();
    g.lineTo(w, h);
    g.lineTo(x(0), h);
    g.globalAlpha = 0.12;
    g.fillStyle = colour;
    g.fill();
    g.globalAlpha = 1;
  }
}

const rateLine = new Sparkline($("rate-line"));
const bytesLine = new Sparkline($("bytes-line"));
let latest = null;

const counter = new Reconnecting("counter", {
  onState: (name, at) => setState("counter", name, at),
  onMessage: (m) => {
    rateLine.add(m.messages_per_second);
    bytesLine.add(m.bytes_per_second);
    if (!latest) requestAnimationFrame(draw);
    latest = m;
  },
});

function draw() {
  const m = latest;
  latest = null;
  $("counter").textContent = number.format(m.messages_in + m.messages_out);
  $("rate").textContent = number.format(m.messages_per_second);
  $("bytes").textContent = bytes(m.bytes_per_second);
  $("connections").textContent = number.format(m.connections);
  $("received").textContent = bytes(m.bytes_in);
  $("sent").textContent = bytes(m.bytes_out);
  $("uptime").textContent = duration(m.uptime_ms);
  $("people").textContent = `${m.people} here`;
  rateLine.draw();
  bytesLine.draw();
}

// The button: a thousand small messages, fifty at a time, so that the line shows a hill and not a needle.
$("noise").addEventListener("click", () => {
  noiseLeft = 1000;
  const timer = setInterval(() => {
    for (let n = 0; n < 50 && noiseLeft > 0; n++, noiseLeft--) counter.send(`message ${noiseLeft}`);
    if (noiseLeft <= 0 || !counter.open) {
      noiseLeft = 0;
      clearInterval(timer);
    }
    showState();
  }, 50);
});
