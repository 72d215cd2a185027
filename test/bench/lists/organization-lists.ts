import type { List } from './list-times.js';
import type { Seeded } from './seed.js';

/** The lists of organizations and people, as three kinds of people see them. */
export function organizationLists({ operatorToken, providerToken, customerToken, crowdedId }: Seeded): readonly List[] {
  const views = [
    { who: 'operator', token: operatorToken },
    { who: 'provider with a fifth', token: providerToken },
    { who: 'customer', token: customerToken },
  ];
  const everyone = [
    '/organizations',
    '/organizations?limit=200',
    '/organizations?sort=-createdAt',
    '/organizations?sort=status',
    '/organizations?status=invited',
    '/organizations?kind=customer&q=works+77',
    '/organizations?q=nothing-has-this-name',
    '/organizations?address=77+mill',
    '/organizations?address=no-such-street',
    '/organizations?contact=contact777',
    '/organizations?contact=no-such-person',
    '/organizations/summary',
    '/audit-events',
    '/onboarding',
  ];
  const crowded = ['members', 'invitations', 'roles', 'api-keys'].map((list) => `/organizations/${crowdedId}/${list}`);
  return [
    ...views.flatMap(({ who, token }) => everyone.map((path) => ({ name: `${path} as ${who}`, path, token }))),
    ...crowded.map((path) => ({ name: path.replace(crowdedId, '{crowded}'), path, token: customerToken })),
    { name: '/outbox-mails as operator', path: '/outbox-mails', token: operatorToken },
  ];
}
