import { fastify } from 'fastify';
import { giveExportsTime } from './export-time.js';

describe('how long answers may take', () => {
  it.each([
    ['/api/v1/exports/:table', 3_600_000],
    ['/api/v1/devices', 30_000],
  ])('%s: %i ms', async (url, milliseconds) => {
    const server = fastify({ handlerTimeout: 30_000 });
    giveExportsTime(server);
    server.get(url, (request) => ({ handlerTimeout: request.routeOptions.handlerTimeout }));
    expect((await server.inject(url)).json()).toEqual({ handlerTimeout: milliseconds });
    await server.close();
  });
});
