import fc from 'fast-check';
import type { Json } from './audit.js';
import { CHAIN_BEGINNING, type ChainedEvent, hashOf } from './audit-chain.js';

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

/** The same value, with the members of every object the other way round. */
function reversed(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(reversed);
  if (given === null || typeof given !== 'object') return given;
  return Object.fromEntries(
    Object.entries(given)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

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

  it('is for ever that of the chains which are sealed already', () => {
    const details: Json = {
      b: [1, { d: null, c: 'é"\u2028' }],
      a: true,
      '': -0,
      aa: 1e21,
      '\uFB33': 'after',
      '\u{1F600}': 'before',
      '10': 1e-7,
      '9': [],
    };
    expect(hashOf(CHAIN_BEGINNING, 41n, { ...event, details, after: {} }).toString('hex')).toBe(
      'f4a912431bac28ef2109b10ae4ab47eb57a3b87a913e3dd3ce924f88b95edc52',
    );
  });

  it('is the same whatever the order of the keys was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const hash = (details: unknown) => hashOf(CHAIN_BEGINNING, 1n, { ...event, details: details as Json });
        expect(hash(value)).toEqual(hash(reversed(value)));
      }),
    );
  });
});
