import { aMembership } from '../testing/a-membership';
import { homeOf } from './home';

describe('where somebody lands', () => {
  it.each([
    [
      'R0-08: customers, for who looks after some',
      [aMembership(['organization.read'], { kind: 'provider' })],
      '/organizations',
    ],
    ['the map, for a customer’s people', [aMembership(['organization.read', 'fleet.read'])], '/map'],
    ['the fleet, for the operator’s', [aMembership(['organization.read'], { kind: 'operator' })], '/fleet'],
    ['what was shared with somebody who belongs nowhere', [], '/sites'],
    ['R2-12: the page the organization chose', [aMembership([], { homeDashboard: '/certificates' })], '/certificates'],
    ['no other site', [aMembership([], { homeDashboard: '//elsewhere.example' })], '/map'],
  ])('%s', (_, memberships, page) => {
    expect(homeOf({ memberships })).toBe(page);
  });
});
