import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import { cutSlowBodies } from './slow-bodies.js';

describe('a body that comes slowly', () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = fastify();
    cutSlowBodies(app, 50);
    app.addContentTypeParser('text/csv', async (_request: unknown, payload: NodeJS.ReadableStream) => payload);
    app.post('/things', async ({ body }) => body);
    app.get('/things', async () => ({ read: true }));
    app.post('/imports', { config: { fieldgate: { csvBody: 'streamed' } } }, async ({ body }) => {
      let bytes = 0;
      for await (const chunk of body as AsyncIterable<Buffer>) bytes += chunk.length;
      return { bytes };
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => app.close());

  const open = () => connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  const heading = (path: string, type: string, length: number) =>
    `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;

  it('ends the connection when its time is over', async () => {
    const socket = open();
    socket.on('error', () => undefined);
    socket.write(`${heading('/things', 'application/json', 100)}{"a":`);
    await once(socket.resume(), 'close');
  });

  it('is waited for where a file is read as it comes in', async () => {
    const first = open();
    first.on('error', () => undefined);
    const second = open();
    second.write(`${heading('/imports', 'text/csv', 4)}a,`);
    // The first one's cut shows that the time is over, also for the second.
    first.write(`${heading('/things', 'application/json', 100)}{`);
    await once(first.resume(), 'close');
    second.write('b\n');
    const chunks: Buffer[] = [];
    for await (const chunk of second) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toContain('{"bytes":4}');
  });

  it('leaves what comes in time alone, and what has none', async () => {
    const made = await app.inject({ method: 'POST', url: '/things', payload: { a: 1 } });
    expect(made.json()).toEqual({ a: 1 });
    expect((await app.inject({ url: '/things' })).json()).toEqual({ read: true });
  });
});
