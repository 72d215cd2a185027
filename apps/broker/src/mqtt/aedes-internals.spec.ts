import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Duplex } from 'node:stream';
import { type AedesClient, OpenAedes } from './aedes-internals.js';

/** A connection on which nothing ever comes. */
class Silence extends Duplex {
  override _read(): void {}
  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    done();
  }
}

const packageOf = (name: string) => {
  const require = createRequire(__filename);
  const entry = require.resolve(name === 'aedes' ? 'aedes-packet' : name);
  return join(entry.slice(0, entry.lastIndexOf('node_modules')), 'node_modules', name);
};

describe('what we use of aedes and mqtt-packet beyond their published types', () => {
  const broker = new OpenAedes({});
  let client: AedesClient;
  beforeAll(async () => {
    await broker.listen();
    client = broker.handle(new Silence()) as AedesClient;
  });
  afterAll(async () => {
    await new Promise<void>((resolve) => client.close(resolve));
    await new Promise<void>((resolve) => broker.close(resolve));
  });

  it('is of the versions it was written for', () => {
    const versionOf = (name: string) => JSON.parse(readFileSync(join(packageOf(name), 'package.json'), 'utf8')).version;
    expect(versionOf('aedes')).toMatch(/^1\.2\./);
    expect(versionOf('mqtt-packet')).toMatch(/^9\./);
  });

  it('is there on a client', () => {
    expect(client).toMatchObject({
      _disconnected: false,
      _parsingBatch: 1,
      broker: { queueLimit: expect.any(Number) },
      will: null,
      _will: null,
      closed: false,
      subscriptions: {},
      duplicates: {},
      _eos: expect.any(Function),
      _inboundInflight: expect.any(Set),
    });
    for (const method of ['waitForDrain', 'pause', 'resume'] as const) expect(client[method]).toBeInstanceOf(Function);
    expect((client.conn as unknown as { client: unknown }).client).toBe(client);
  });

  it('is there on its parser, which tells two events to one listener each', () => {
    const parser = client._parser;
    expect((parser as unknown as { client: unknown }).client).toBe(client);
    expect(parser._states).toEqual(['_parseHeader', '_parseLength', '_parsePayload', '_newPacket']);
    const methods = ['_parseLength', '_parseConnect', '_parsePublish', '_parseConfirmation'] as const;
    const others = ['_parseSubscribe', '_parseUnsubscribe', '_newPacket', '_emitError'] as const;
    for (const method of [...methods, ...others]) {
      expect(Object.hasOwn(parser, method)).toBe(false);
      expect(parser[method]).toBeInstanceOf(Function);
    }
    expect(parser.eventNames()).toEqual(['packet', 'error']);
    expect(parser.listenerCount('packet')).toBe(1);
    expect(parser).toMatchObject({
      _list: expect.anything(),
      settings: expect.anything(),
      _eventsCount: 2,
      error: null,
    });
  });

  it('uses of the parser’s list of buffers what ReceiveBuffer has', () => {
    const source = readFileSync(join(dirname(createRequire(__filename).resolve('mqtt-packet')), 'parser.js'), 'utf8');
    const used = new Set([...source.matchAll(/_list\.(\w+)/g)].map(([, name]) => name));
    expect([...used].sort()).toEqual(
      ['append', 'consume', 'length', 'readUInt16BE', 'readUInt32BE', 'readUInt8', 'slice', 'toString'].sort(),
    );
  });

  it('is there on the broker', () => {
    for (const method of ['publish', 'registerClient', '_finishRegisterClient', 'unregisterClient'] as const) {
      expect(broker[method]).toBeInstanceOf(Function);
    }
    expect(broker).toMatchObject({ clients: {}, connectedClients: 0 });
  });

  it.each([
    ['client.js', 'connect did not arrive in time'],
    ['client.js', 'drain timeout'],
  ])('says in %s "%s", by which we know the cause', (file, message) => {
    expect(readFileSync(join(packageOf('aedes'), 'lib', file), 'utf8')).toContain(message);
  });
});
