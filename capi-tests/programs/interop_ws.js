// Node's ws: an echo server (server PORT), or a client that checks an echo server (client PORT SUBPROTOCOL). With more,
// over TLS, and compressed: server PORT '' KEY CERTIFICATE, client PORT SUBPROTOCOL AUTHORITY.
const fs = require('fs')
const { WebSocket, WebSocketServer } = require('ws')
const [kind, port, protocol, pem, certificate] = process.argv.slice(2)

if (kind === 'server') {
  // Its own default compresses nothing shorter than 1024 bytes.
  const options = { perMessageDeflate: { threshold: 0 } }
  if (pem) {
    options.server = require('https').createServer({ key: fs.readFileSync(pem), cert: fs.readFileSync(certificate) })
    options.server.listen(Number(port), '127.0.0.1')
  } else Object.assign(options, { port: Number(port), host: '127.0.0.1' })
  const server = new WebSocketServer(options)
  server.on('connection', (ws) => {
    console.log('extensions: ' + ws.extensions)
    ws.on('message', (data, binary) => ws.send(data, { binary }))
  })
} else {
  const ws = pem
    ? new WebSocket(`wss://localhost:${port}/`, [protocol], { ca: fs.readFileSync(pem), perMessageDeflate: { threshold: 0 } })
    : new WebSocket(`ws://127.0.0.1:${port}/`, protocol ? [protocol] : [])
  const messages = ['a', 'ä€😀'.repeat(1000), Buffer.alloc(70000, 7), '']
  let at = 0
  ws.on('open', () => {
    if (pem && !('permessage-deflate' in ws._extensions)) process.exit(7)
    ws.ping('x')
    ws.send(messages[0])
  })
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
