import { databaseConfig } from './config.js';

describe('the configuration of the embedded database', () => {
  it('is loopback, the usual port and commits that survive a loss of power', () => {
    expect(databaseConfig({})).toMatchObject({
      DATABASE_HOST: '127.0.0.1',
      DATABASE_PORT: 54_329,
      DATABASE_FSYNC: 'on',
    });
  });

  it.each(['0.0.0.0', '::', 'localhost', '192.168.1.1'])('refuses to listen on %s', (host) => {
    expect(() => databaseConfig({ DATABASE_HOST: host })).toThrow('DATABASE_HOST: must be 127.0.0.1');
  });

  it('reports all problems together', () => {
    const parse = () => databaseConfig({ DATABASE_PORT: 'x', DATABASE_MAX_CONNECTIONS: '0', DATABASE_FSYNC: 'maybe' });
    expect(parse).toThrow(/DATABASE_PORT[\s\S]*DATABASE_MAX_CONNECTIONS[\s\S]*DATABASE_FSYNC/);
  });
});
