// The room in socket.io as its guide has it: one room, `emit` to it; websocket only, no deflate.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const server = createServer();
const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false });

io.on('connection', (socket) => {
  socket.join('room');
  socket.on('say', (text) => io.to('room').emit('said', text));
});
server.listen({ port: Number(process.argv[2]), host: '127.0.0.1', backlog: 8192 });
