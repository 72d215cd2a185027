import { type Memberships, mayAct } from '../may-act';

const anybody = () => true;
const whoMay = (action: string) => (person: Memberships) => mayAct(person, action);

/** The pages of the side menu, in its order: what is built, and who sees it. */
export const menu = [
  { to: '/map', word: 'map.title', isFor: anybody },
  { to: '/fleet', word: 'fleet.title', isFor: anybody },
  { to: '/devices', word: 'devices.title', isFor: anybody },
  { to: '/assets', word: 'assets.menu', isFor: anybody },
  { to: '/certificates', word: 'certificates.menu', isFor: anybody },
  { to: '/register', word: 'registration.menu', isFor: whoMay('registration.create') },
  { to: '/models', word: 'equipment.menu', isFor: whoMay('model.administer') },
  { to: '/people', word: 'organization.people', isFor: whoMay('member.administer') },
] as const;

/** A person's own affairs, under their name (R0-06). */
export const accountPages = [
  { to: '/me', word: 'me.profile.title' },
  { to: '/me/password', word: 'me.password.title' },
  { to: '/me/second-factor', word: 'me.secondFactor.title' },
  { to: '/me/sessions', word: 'me.sessions.title' },
] as const;
