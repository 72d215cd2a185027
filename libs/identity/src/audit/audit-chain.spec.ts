import fc from 'fast-check';
import { CHAIN_BEGINNING, type ChainedEvent, canonicalJson, hashOf } from './audit-chain.js';

const event: ChainedEvent = {
  id: '7',
  at: new Date('2026-11-21T10:00:00.000Z'),
  actorId: null,
  apiKeyId: null,
  onBehalfOfId: null,
  organizationId: null,
  organizationPath: null,
  action: 'session.refused',
  subjectKind: 'person',
  subjectId: null,
  details: { email: 'ada@example.org' },
  before: null,
  after: null,
  remoteAddress: '192.0.2.1',
  correlationId: 'c-1',
};

describe('canonical JSON', () => {
  it('sorts keys and leaves out white space', () => {
    const value = { b: [1, { d: null, c: 'é"' }], a: true, '': -0, aa: 1e21 };
    expect(canonicalJson(value)).toBe('{"":0,"a":true,"aa":1e+21,"b":[1,{"c":"é\\"","d":null}]}');
  });

  it('says the same value whatever the order of its keys was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const reversed = (given: unknown): unknown =>
          Array.isArray(given)
            ? given.map(reversed)
            : given && typeof given === 'object'
              ? Object.fromEntries(
                  Object.entries(given)
                    .reverse()
                    .map(([k, v]) => [k, reversed(v)]),
                )
              : given;
        const text = canonicalJson(value as never);
        expect(text).toBe(canonicalJson(reversed(value) as never));
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('the hash of an event', () => {
  it('covers every field, its number and the hash before it', () => {
    const hash = (differences: Partial<ChainedEvent>, number = 1n, before = CHAIN_BEGINNING) =>
      hashOf(before, number, { ...event, ...differences }).toString('hex');
    const fields: Partial<ChainedEvent>[] = [
      {},
      ...Object.keys(event).map((name) => ({ [name]: name === 'at' ? new Date(0) : 'other' })),
    ];
    const hashes = [...fields.map((field) => hash(field)), hash({}, 2n), hash({}, 1n, Buffer.alloc(32, 1))];
    expect(new Set(hashes).size).toBe(Object.keys(event).length + 3);
  });
});
