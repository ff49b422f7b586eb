// The number of visits to this site, as the server tells it.
const shown = document.getElementById("visits");
const socket = new WebSocket("ws://" + location.host, "visits");
socket.onmessage = message => { shown.textContent = message.data };
socket.onclose = () => { shown.textContent = "…" };
