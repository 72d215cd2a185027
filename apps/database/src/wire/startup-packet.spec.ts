import fc from 'fast-check';
import { MalformedFrameError } from '../errors.js';
import { int32 } from './backend-messages.js';
import { parseStartupPacket, settingsInOptions } from './startup-packet.js';

const packet = (code: number, ...strings: readonly string[]) => {
  const body = Buffer.concat([int32(code), ...strings.map((s) => Buffer.from(`${s}\0`)), Buffer.alloc(1)]);
  return Buffer.concat([int32(4 + body.length), body]);
};

describe('a start-up packet', () => {
  it('names protocol 3 and its parameters', () => {
    const parsed = parseStartupPacket(packet(0x30000, 'user', 'fieldgate', 'database', 'fieldgate'));
    expect(parsed).toEqual({
      kind: 'startup',
      minor: 0,
      parameters: new Map([
        ['user', 'fieldgate'],
        ['database', 'fieldgate'],
      ]),
    });
  });

  it.each([
    { code: 80_877_102, kind: 'cancel' },
    { code: 80_877_103, kind: 'encryption' },
    { code: 80_877_104, kind: 'encryption' },
    { code: 0x20000, kind: 'unsupported' },
  ])('with code $code is "$kind" (PostgreSQL 17 §53.7)', ({ code, kind }) => {
    expect(parseStartupPacket(packet(code))).toMatchObject({ kind });
  });

  it('throws nothing but its own error, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 60 }), (body) => {
        const bytes = Buffer.concat([int32(8 + body.length), int32(0x30000), Buffer.from(body)]);
        try {
          parseStartupPacket(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedFrameError);
        }
      }),
    );
  });
});

describe('the options parameter', () => {
  it.each([
    { options: '-c geqo=off', settings: { geqo: 'off' } },
    { options: '-cgeqo=off --work-mem=8MB', settings: { geqo: 'off', work_mem: '8MB' } },
    { options: '-c search_path=a\\ b', settings: { search_path: 'a b' } },
    { options: '-c  x=a=b', settings: { x: 'a=b' } },
    { options: '', settings: {} },
  ])('"$options" sets $settings (§53.2.1)', ({ options, settings }) => {
    expect(Object.fromEntries(settingsInOptions(options) ?? [['refused', '']])).toEqual(settings);
  });

  it.each(['-d 5', '-c geqo', 'geqo=off', '-c'])('"%s" is refused', (options) => {
    expect(settingsInOptions(options)).toBeUndefined();
  });
});
