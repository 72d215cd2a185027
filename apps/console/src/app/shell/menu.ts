import { hasCustomers, type Memberships, mayAct } from '../may-act';
import { mayImport } from './import-rights';

const anybody = () => true;
/** Who belongs to no organization, and sees what others share. */
const isGuest = ({ memberships }: Memberships) => memberships.length === 0;
const whoMay = (action: string) => (person: Memberships) => mayAct(person, action);

/** The pages of the side menu, in its order: what is built, and who sees it. */
export const menu = [
  { to: '/organizations', word: 'dashboard.menu', isFor: hasCustomers },
  { to: '/map', word: 'map.title', isFor: anybody },
  { to: '/fleet', word: 'fleet.title', isFor: anybody },
  { to: '/devices', word: 'devices.title', isFor: anybody },
  { to: '/assets', word: 'assets.menu', isFor: anybody },
  { to: '/sites', word: 'sites.title', isFor: anybody },
  { to: '/add-site', word: 'sites.byCode', isFor: isGuest },
  { to: '/certificates', word: 'certificates.menu', isFor: anybody },
  { to: '/register', word: 'registration.menu', isFor: whoMay('registration.create') },
  { to: '/requests', word: 'requests.menu', isFor: whoMay('registration.create') },
  { to: '/proposals', word: 'proposals.title', isFor: whoMay('fleet.read') },
  { to: '/contracts', word: 'contracts.menu', isFor: whoMay('fleet.read') },
  { to: '/models', word: 'equipment.menu', isFor: whoMay('model.administer') },
  { to: '/dispatch', word: 'dispatch.menu', isFor: whoMay('device.dispatch') },
  { to: '/imports', word: 'imports.title', isFor: mayImport },
  { to: '/audit', word: 'audit.title', isFor: whoMay('audit.read') },
  { to: '/mails', word: 'mails.title', isFor: whoMay('outbox.read') },
  { to: '/connections', word: 'connections.title', isFor: whoMay('operation.read') },
  { to: '/operation', word: 'operation.menu', isFor: whoMay('operation.read') },
  { to: '/people', word: 'organization.people', isFor: whoMay('member.administer') },
  { to: '/help', word: 'help.title', isFor: anybody },
] as const;

/** A person's own affairs, under their name (R0-06). */
export const accountPages = [
  { to: '/me', word: 'me.profile.title' },
  { to: '/me/password', word: 'me.password.title' },
  { to: '/me/second-factor', word: 'me.secondFactor.title' },
  { to: '/me/sessions', word: 'me.sessions.title' },
] as const;
