import { hasCustomers, type Memberships, mayAct } from '../may-act';
import { mayImport } from './import-rights';

const anybody = () => true;
/** Who belongs to no organization, and sees what others share. */
const isGuest = ({ memberships }: Memberships) => memberships.length === 0;
const whoMay = (action: string) => (person: Memberships) => mayAct(person, action);

/** The pages of the side menu, in its order: what is built, and who sees it. */
export const menu = [
  { to: '/organizations', word: 'menu.organizations', isFor: hasCustomers },
  { to: '/map', word: 'menu.map', isFor: anybody },
  { to: '/fleet', word: 'menu.fleet', isFor: anybody },
  { to: '/devices', word: 'menu.devices', isFor: anybody },
  { to: '/assets', word: 'menu.assets', isFor: anybody },
  { to: '/sites', word: 'menu.sites', isFor: anybody },
  { to: '/add-site', word: 'menu.addSite', isFor: isGuest },
  { to: '/certificates', word: 'menu.certificates', isFor: anybody },
  { to: '/register', word: 'menu.register', isFor: whoMay('registration.create') },
  { to: '/requests', word: 'menu.requests', isFor: whoMay('registration.create') },
  { to: '/proposals', word: 'menu.proposals', isFor: whoMay('fleet.read') },
  { to: '/contracts', word: 'menu.contracts', isFor: whoMay('fleet.read') },
  { to: '/models', word: 'menu.models', isFor: whoMay('model.administer') },
  { to: '/dispatch', word: 'menu.dispatch', isFor: whoMay('device.dispatch') },
  { to: '/imports', word: 'menu.imports', isFor: mayImport },
  { to: '/audit', word: 'menu.audit', isFor: whoMay('audit.read') },
  { to: '/mails', word: 'menu.mails', isFor: whoMay('outbox.read') },
  { to: '/connections', word: 'menu.connections', isFor: whoMay('operation.read') },
  { to: '/operation', word: 'menu.operation', isFor: whoMay('operation.read') },
  { to: '/people', word: 'menu.people', isFor: whoMay('member.administer') },
  { to: '/help', word: 'menu.help', isFor: anybody },
] as const;

/** One page of the menu. */
export type MenuPage = (typeof menu)[number];

/** What a phone's bar has before what else one sees: what is done on the way comes first. */
const onTheWay: readonly MenuPage['to'][] = [
  '/organizations',
  '/register',
  '/add-site',
  '/map',
  '/devices',
  '/sites',
  '/certificates',
];
/** Entries of a phone's bar. */
const BAR = 5;

/** The pages of a phone's bar, and those behind its last entry; all stand in the bar where they fit. */
export function phoneMenu(shown: readonly MenuPage[]): {
  readonly bar: readonly MenuPage[];
  readonly more: readonly MenuPage[];
} {
  if (shown.length <= BAR) return { bar: shown, more: [] };
  const ranked = [...shown].sort((a, b) => rankOf(a) - rankOf(b));
  const bar = ranked.slice(0, BAR - 1);
  return { bar, more: shown.filter((page) => !bar.includes(page)) };
}

const rankOf = ({ to }: MenuPage) => (onTheWay.includes(to) ? onTheWay.indexOf(to) : onTheWay.length);

/** A person's own affairs, under their name (R0-06). */
export const accountPages = [
  { to: '/me', word: 'menu.account' },
  { to: '/me/password', word: 'menu.password' },
  { to: '/me/second-factor', word: 'menu.secondFactor' },
  { to: '/me/sessions', word: 'menu.sessions' },
  { to: '/me/notifications', word: 'menu.notifications' },
] as const;
