// Which pages have their picture taken, and as whose. The console's photographed-pages.spec holds this to its router.

/** Who looks at a page. */
export type Reader = 'nobody' | 'customer' | 'provider' | 'operator';

export interface Photographed {
  readonly by: Reader;
  /** Of a page that has parts: each of them, as it stands in the address. */
  readonly tabs?: readonly string[];
  /** Of parts that show more at another address. */
  readonly elsewhere?: Readonly<Record<string, { readonly address: string }>>;
}

/** By the console's own routes; what begins with `$` in them is filled in from `ShownWorld`. */
export const photographed: Readonly<Record<string, Photographed>> = {
  '/sign-in': { by: 'nobody' },
  '/activate/$token': { by: 'nobody' },
  '/invitation/$token': { by: 'nobody' },
  '/reset': { by: 'nobody' },
  '/reset/$token': { by: 'nobody' },
  '/address/$token': { by: 'nobody' },
  '/request-registration': { by: 'nobody' },
  '/help': { by: 'nobody' },
  '/help/$number': { by: 'customer' },
  '/me': { by: 'provider' },
  '/me/password': { by: 'provider' },
  '/me/second-factor': { by: 'provider' },
  '/me/sessions': { by: 'provider' },
  '/me/notifications': { by: 'provider' },
  '/notifications': { by: 'customer' },
  '/organizations': { by: 'provider' },
  '/organizations/new': { by: 'provider' },
  '/organizations/$organizationId/$tab': {
    by: 'provider',
    tabs: ['overview', 'people', 'invitations', 'devices', 'assets', 'sites', 'contracts', 'roles', 'keys', 'sign-in'],
    elsewhere: {
      // Only providers bring an identity provider.
      'sign-in': { address: '/organizations/$providerId/sign-in' },
    },
  },
  '/stock': { by: 'provider' },
  '/register/$draftId': { by: 'provider' },
  '/requests': { by: 'provider' },
  '/requests/$requestId': { by: 'provider' },
  '/contracts': { by: 'provider' },
  '/contracts/$contractId': { by: 'provider' },
  '/proposals': { by: 'customer' },
  '/models/$tab': { by: 'provider', tabs: ['models', 'kinds'] },
  '/imports': { by: 'provider' },
  '/imports/new': { by: 'provider' },
  '/imports/$importId': { by: 'provider' },
  '/map': { by: 'customer' },
  '/fleet': { by: 'provider' },
  '/devices': { by: 'provider' },
  '/batches': { by: 'provider' },
  '/batches/$batchId': { by: 'provider' },
  '/devices/$deviceId/$tab': {
    by: 'customer',
    tabs: ['now', 'history', 'connection', 'certificate', 'installation', 'messages'],
  },
  '/assets': { by: 'customer' },
  '/assets/$assetId/$tab': {
    by: 'customer',
    tabs: ['now', 'measurements', 'installation', 'configuration', 'service'],
  },
  '/sites': { by: 'customer' },
  '/sites/$siteId/$tab': { by: 'customer', tabs: ['overview', 'devices', 'permissions'] },
  '/add-site': { by: 'provider' },
  '/add-site/$code': { by: 'provider' },
  '/certificates': { by: 'customer' },
  '/certificates/$deviceId': { by: 'customer' },
  '/audit': { by: 'customer' },
  '/dispatch': { by: 'operator' },
  '/mails': { by: 'operator' },
  '/connections': { by: 'operator' },
  '/operation': { by: 'operator' },
};

/** Routes that have none, each with its reason. */
export const notPhotographed: Readonly<Record<string, string>> = {
  '/': 'leads to the home of whoever opens it',
  '/$': 'the page that is not there: a step of the story of signing in',
  '/people': 'leads to the people of one’s own organization',
  '/organizations/$organizationId': 'leads to its first part',
  '/devices/$deviceId': 'leads to its first part',
  '/assets/$assetId': 'leads to its first part',
  '/sites/$siteId': 'leads to its first part',
  '/models': 'leads to its first part',
  '/register': 'leads to a new draft',
  '/sign-in/callback': 'only on the way back from an identity provider, of which the ring has none',
  '/password-change': 'only for whoever has to change a password that somebody else has seen',
};
