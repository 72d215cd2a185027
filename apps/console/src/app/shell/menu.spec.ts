import { aMembership } from '../../testing/a-membership';
import { menu } from './menu';

const seenBy = (...actions: string[]) =>
  menu.filter(({ isFor }) => isFor({ memberships: [aMembership(actions)] })).map(({ to }) => to);

describe('the side menu', () => {
  it('offers a page by what one may do, whatever the role is called that lets do it', () => {
    expect(seenBy('fleet.read', 'registration.create')).toContain('/register');
    expect(seenBy('fleet.read')).not.toContain('/register');
    const viewer = aMembership(['registration.create'], { kind: 'provider', role: 'viewer' });
    expect(menu.find(({ to }) => to === '/register')?.isFor({ memberships: [viewer] })).toBe(true);
  });

  it('offers devices also to somebody who belongs nowhere: sites may be shared with them', () => {
    expect(menu.find(({ to }) => to === '/devices')?.isFor({ memberships: [] })).toBe(true);
  });
});
