import { aMembership } from '../../testing/a-membership';
import type { Memberships } from '../may-act';
import { menu, phoneMenu } from './menu';

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

describe('the bar of a phone', () => {
  const shownTo = (memberships: Memberships['memberships']) => menu.filter(({ isFor }) => isFor({ memberships }));
  const everything = aMembership(['organization.read', 'registration.create', 'fleet.read', 'audit.read'], {
    kind: 'provider',
  });

  it.each([
    ['who looks after customers', [everything], ['/organizations', '/register', '/map', '/devices']],
    ['a customer’s people', [aMembership(['fleet.read'])], ['/map', '/devices', '/sites', '/certificates']],
    ['whom a share lets in', [], ['/add-site', '/map', '/devices', '/sites']],
  ])('rule 12: has the four pages that %s need on the way, and the rest behind the fifth', (_, memberships, four) => {
    const shown = shownTo(memberships);
    const { bar, more } = phoneMenu(shown);
    expect(bar.map(({ to }) => to)).toEqual(four);
    expect([...bar, ...more].length).toBe(shown.length);
    expect(more).toEqual(shown.filter((page) => more.includes(page)));
  });

  it('has no fifth that opens nothing where five pages are all there is', () => {
    expect(phoneMenu(menu.slice(0, 5))).toEqual({ bar: menu.slice(0, 5), more: [] });
  });
});
