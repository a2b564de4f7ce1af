// The room in Node's `ws`: each message is framed once and the same bytes are written to everybody.
import { createServer } from 'node:http';
import { Sender, WebSocketServer } from 'ws';

const server = createServer();
const room = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const viewers = new Set();

server.on('upgrade', (request, socket, head) => {
  room.handleUpgrade(request, socket, head, (client) => {
    if (request.url === '/publish') {
      client.on('message', (data) => {
        const frame = Buffer.concat(
          Sender.frame(data, { fin: true, opcode: 1, mask: false, readOnly: true, rsv1: false }),
        );
        for (const viewer of viewers) viewer.write(frame);
      });
      return;
    }
    viewers.add(socket);
    client.on('close', () => viewers.delete(socket));
  });
});
server.listen({ port: Number(process.argv[2]), host: '127.0.0.1', backlog: 8192 });
