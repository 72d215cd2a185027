import { aMembership } from '../testing/a-membership';
import { homeOf } from './home';

describe('where somebody lands', () => {
  it.each([
    [
      'R0-08: customers, for who looks after some',
      [aMembership(['organization.read'], { kind: 'provider' })],
      '/organizations',
    ],
    ['the devices of a customer', [aMembership(['organization.read', 'fleet.read'])], '/devices'],
    ['what was shared with somebody who belongs nowhere', [], '/devices'],
    ['R2-12: the page the organization chose', [aMembership([], { homeDashboard: '/certificates' })], '/certificates'],
    ['no other site', [aMembership([], { homeDashboard: '//elsewhere.example' })], '/devices'],
  ])('%s', (_, memberships, page) => {
    expect(homeOf({ memberships })).toBe(page);
  });
});
