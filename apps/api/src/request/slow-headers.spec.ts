import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import { refuseUnreadable } from '../problems/early-refusals.js';
import { cuttingSlowHeaders } from './slow-headers.js';

describe('headers that come slowly', () => {
  let app: FastifyInstance;
  const open: Socket[] = [];
  beforeAll(async () => {
    app = fastify({ ...cuttingSlowHeaders(60_000, 200, 20), clientErrorHandler: refuseUnreadable });
    app.get('/things', async () => ({ read: true }));
    await app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    for (const socket of open) socket.destroy();
    await app.close();
  });

  /** A client that never closes its own side, as one does that means harm. */
  function connection(): Socket {
    const { port } = app.server.address() as AddressInfo;
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => undefined);
    open.push(socket);
    return socket.resume();
  }
  const closedByServer = (socket: Socket) => Promise.race([once(socket, 'end'), once(socket, 'close')]);
  const connections = () => new Promise<number>((resolve) => app.server.getConnections((_, count) => resolve(count)));

  it.each([
    ['nothing at all', ''],
    ['half a request line', 'GET /thi'],
    ['headers without an end', 'GET /things HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n'],
  ])('end the connection of a client that sent %s', async (_what, text) => {
    const socket = connection();
    if (text !== '') socket.write(text);
    await closedByServer(socket);
  });

  it('end the connection of a client that sends an octet now and then', async () => {
    const socket = connection();
    socket.write('GET /things HTTP/1.1\r\nHost: x\r\n');
    const drip = setInterval(() => socket.write('X'), 10);
    await closedByServer(socket);
    clearInterval(drip);
  });

  it('end it also after an answer, when the next request begins and does not end', async () => {
    const socket = connection();
    socket.write('GET /things HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'data');
    socket.write('GET /things HTTP/1.1\r\n');
    await closedByServer(socket);
  });

  it('leave no half-open connection behind of what is no HTTP', async () => {
    const socket = connection();
    socket.write('nonsense\r\n\r\n');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 400 /);
    await closedByServer(socket);
  });

  it('leave the server with no connection of a client that does not let go', async () => {
    for (const socket of open) if (!socket.readableEnded && !socket.destroyed) await closedByServer(socket);
    while ((await connections()) > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await connections()).toBe(0);
  });
});
