import fc from 'fast-check';
import { generate } from 'mqtt-packet';
import { RefusedConnectError, readConnect } from './connect-packet.js';
import { MalformedPacketError } from './errors.js';

/** The packet behind its fixed header; the Remaining Length of these has one byte. */
const bodyOf = (connect: object): Buffer =>
  generate({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clientId: 'x',
    keepalive: 60,
    ...connect,
  } as never).subarray(2);

describe('readConnect', () => {
  it('reads every field', () => {
    const will = { topic: 'a/b', payload: Buffer.from('gone'), qos: 2, retain: true };
    const body = bodyOf({ clean: false, will, username: 'u', password: Buffer.from([0xff]) });
    expect(readConnect(body)).toEqual({
      protocolName: 'MQTT',
      protocolLevel: 4,
      cleanSession: false,
      keepAliveSeconds: 60,
      clientIdentifier: 'x',
      will,
      userName: 'u',
    });
  });

  it('reads MQTT 3.1, whose flags may promise a user name that is not there', () => {
    const body = bodyOf({ protocolId: 'MQIsdp', protocolVersion: 3, clean: true });
    body[9] = 0xc2;
    expect(readConnect(body)).toMatchObject({ protocolName: 'MQIsdp', protocolLevel: 3, userName: undefined });
  });

  it.each([
    ['MQTT', 5, true, 1],
    ['MQTT', 0x84, true, 1],
    ['MQIsdp', 4, true, 1],
    ['MQTT', 4, false, 2],
  ] as const)(
    'answers %s level %d, clean session %s, without a client identifier with return code %d',
    (name, level, clean, code) => {
      const body = Buffer.concat([
        Buffer.from([0, name.length]),
        Buffer.from(name),
        Buffer.from([level, clean ? 2 : 0, 0, 60, 0, 0]),
      ]);
      expect(() => readConnect(body)).toThrow(expect.objectContaining({ returnCode: code }));
      expect(() => readConnect(body)).toThrow(RefusedConnectError);
    },
  );

  it('names the field that cannot be read', () => {
    const body = Buffer.concat([bodyOf({ clean: true }).subarray(0, 10), Buffer.from([0, 1, 0xff])]);
    expect(() => readConnect(body)).toThrow('client identifier that cannot be read');
  });

  it('of any bytes gives a CONNECT or says which rule they break', () => {
    const start = fc.constantFrom(Buffer.alloc(0), bodyOf({ clean: true }).subarray(0, 7), bodyOf({ clean: true }));
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 40 }), (beginning, rest) => {
        try {
          expect([3, 4]).toContain(readConnect(Buffer.concat([beginning, rest])).protocolLevel);
        } catch (failure) {
          expect([MalformedPacketError, RefusedConnectError]).toContain((failure as Error).constructor);
        }
      }),
    );
  });
});
