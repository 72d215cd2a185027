import { organizationId, personId } from '#libs/kernel';
import { actingIn } from './acting-in.js';
import type { Actor } from './actor.js';
import { scopeOf } from './scope.js';

const [works, mill, shop] = [organizationId('w'), organizationId('m'), organizationId('s')];
const ada: Actor = {
  personId: personId('p'),
  email: 'p@example.com',
  sessionId: 's',
  memberships: [
    { organizationId: works, kind: 'customer', path: '/o/p/w/', role: 'admin' },
    { organizationId: mill, kind: 'customer', path: '/o/q/m/', role: 'viewer' },
  ],
};

describe('looking in one of several organizations', () => {
  it('is seeing what a member of that one sees, and nothing that was shared with the person', () => {
    expect(scopeOf(ada).grantee.personId).toBe('p');
    const inMill = actingIn(ada, mill);
    expect(inMill && scopeOf(inMill)).toEqual({
      paths: ['/o/q/m/'],
      grantee: { personId: null, organizationIds: [mill] },
    });
  });

  it('is not possible in an organization one does not belong to', () => {
    expect(actingIn(ada, shop)).toBeUndefined();
  });
});
