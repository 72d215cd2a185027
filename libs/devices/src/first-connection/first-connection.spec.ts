import { connectionRefusals } from '#libs/certificates';
import { firstConnectionStep } from '#libs/contracts/http';
import { type Failure, type FirstConnectionFacts, firstConnectionSteps, stoppedBy } from './first-connection.js';

const at = (second: number) => new Date(Date.UTC(2026, 10, 30, 12, 0, second));
const nothing: FirstConnectionFacts = {
  issuedAt: at(0),
  connectedBefore: null,
  connectedAt: null,
  refusal: null,
  refusalFromHere: null,
  readAt: null,
  rejection: null,
  positionAt: null,
  isPlaced: true,
};
const refusal = (cause: string, second = 5): Failure => ({ at: at(second), cause, detail: `${cause} in words` });
/** One letter a step: waiting, done, failed. */
const states = (facts: Partial<FirstConnectionFacts>) =>
  firstConnectionSteps({ ...nothing, ...facts })
    .map(({ state }) => state.charAt(0))
    .join('');

describe('the first connection of a device', () => {
  it('begins with a certificate', () => {
    expect(states({ issuedAt: null, connectedAt: at(3), refusal: refusal('connection.not-tls') })).toBe('wwwwwww');
    expect(states({})).toBe('dwwwwww');
  });

  it.each([
    ['connection.not-tls', 'ddfwwww'],
    ['connection.server-not-trusted', 'ddfwwww'],
    ['connection.no-certificate', 'dddfwww'],
    ['connection.certificate-foreign', 'dddfwww'],
    ['connection.protocol-version', 'ddddfww'],
    ['connection.subscription-refused', 'dwwwwww'],
  ])('that is refused with %s has passed what comes before', (cause, expected) => {
    expect(states({ refusal: refusal(cause) })).toBe(expected);
  });

  it('says when each step was passed, and why one failed', () => {
    const [issued, tcp, tls, accepted] = firstConnectionSteps({
      ...nothing,
      refusal: refusal('connection.no-certificate'),
    });
    expect([issued?.at, tcp?.at, tls?.at]).toEqual([at(0), at(5), at(5)]);
    expect(accepted).toMatchObject({
      at: at(5),
      cause: 'connection.no-certificate',
      detail: 'connection.no-certificate in words',
      isAssumed: false,
    });
  });

  it('forgets what was refused before it connected', () => {
    expect(states({ refusal: refusal('connection.no-certificate', 5), connectedAt: at(9) })).toBe('dddddwd');
    expect(states({ refusal: refusal('connection.topic-not-own', 10), connectedAt: at(9) })).toBe('dddddfd');
  });

  it('tells which message could not be stored as long as none could', () => {
    const rejection = refusal('payload.not-json', 10);
    expect(states({ connectedAt: at(9), rejection })).toBe('dddddfd');
    expect(states({ connectedAt: at(9), rejection, readAt: at(12) })).toBe('ddddddd');
  });

  it('ends on the map, at its own place or its site’s, and says when there is neither', () => {
    const steps = (facts: Partial<FirstConnectionFacts>) =>
      firstConnectionSteps({ ...nothing, connectedAt: at(9), readAt: at(10), ...facts }).at(-1);
    expect(steps({})).toMatchObject({ state: 'done', at: at(9) });
    expect(steps({ positionAt: at(11) })).toMatchObject({ state: 'done', at: at(11) });
    expect(steps({ isPlaced: false })).toMatchObject({ state: 'failed', cause: 'map.no-place' });
    expect(steps({ isPlaced: false, readAt: null })).toMatchObject({ state: 'waiting' });
  });

  it('takes a client from the same address for the device only while nothing is known of it, and says so', () => {
    const refusalFromHere = refusal('connection.no-certificate');
    const assumed = firstConnectionSteps({ ...nothing, refusalFromHere }).filter(({ isAssumed }) => isAssumed);
    expect(assumed.map(({ step }) => step)).toEqual(['tcp', 'tls', 'certificate-accepted']);
    expect(states({ refusalFromHere, refusal: refusal('connection.not-tls') })).toBe('ddfwwww');
    expect(states({ refusalFromHere, connectedAt: at(3) })).toBe('dddddwd');
  });

  it('knows of every refusal which step it stops', () => {
    expect(Object.keys(stoppedBy).sort()).toEqual(Object.keys(connectionRefusals).sort());
    const steps = new Set<string | null>([...firstConnectionStep.options, null]);
    expect(Object.values(stoppedBy).filter((step) => !steps.has(step))).toEqual([]);
  });
});
