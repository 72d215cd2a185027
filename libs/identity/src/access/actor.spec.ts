import { organizationId, personId } from '#libs/kernel';
import { type Actor, sees, visiblePaths } from './actor.js';

const actorIn = (...paths: string[]): Actor => ({
  personId: personId('p'),
  email: 'p@example.com',
  sessionId: 's',
  memberships: paths.map((path) => ({ organizationId: organizationId(path), kind: 'customer', path, role: 'viewer' })),
});

describe('what an actor sees', () => {
  it('is its organizations and all below them', () => {
    const actor = actorIn('/o/p/');
    expect(['/o/p/', '/o/p/c/', '/o/p/c/d/', '/o/', '/o/q/', '/o/pp/'].map((path) => sees(actor, { path }))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('is nothing for somebody who belongs nowhere', () => {
    expect(visiblePaths(actorIn())).toEqual([]);
    expect(sees(actorIn(), { path: '/o/' })).toBe(false);
  });

  it('is told as prefixes of which none lies inside another, each once', () => {
    expect(visiblePaths(actorIn('/o/p/c/', '/o/p/', '/o/q/', '/o/q/'))).toEqual(['/o/p/', '/o/q/']);
  });
});
