// Node's ws: an echo server (server PORT), or a client that checks an echo server (client PORT SUBPROTOCOL).
const { WebSocket, WebSocketServer } = require('ws')
const [kind, port, protocol] = process.argv.slice(2)

if (kind === 'server') {
  const server = new WebSocketServer({ port: Number(port), host: '127.0.0.1', perMessageDeflate: true })
  server.on('connection', (ws) => ws.on('message', (data, binary) => ws.send(data, { binary })))
} else {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/`, protocol ? [protocol] : [])
  const messages = ['a', 'ä€😀'.repeat(1000), Buffer.alloc(70000, 7), '']
  let at = 0
  ws.on('open', () => { ws.ping('x'); ws.send(messages[0]) })
  ws.on('pong', (data) => { if (String(data) !== 'x') process.exit(3) })
  ws.on('message', (data, binary) => {
    const want = Buffer.from(messages[at])
    if (!want.equals(data) || binary !== Buffer.isBuffer(messages[at])) process.exit(4)
    if (++at < messages.length) ws.send(messages[at])
    else ws.close(1000, 'done')
  })
  ws.on('close', (code) => process.exit(code === 1000 ? 0 : 5))
  ws.on('error', (error) => { console.error(error); process.exit(6) })
}
