import type { ProfileBody } from '#libs/contracts/http';

/** Who may register: of providers and of the operator, and not only to look (R1-03). The API decides anew. */
const mayRegister = ({ memberships }: ProfileBody) =>
  memberships.some(
    ({ kind, role }) => (kind === 'provider' && role !== 'viewer') || (kind === 'operator' && role === 'admin'),
  );
const anybody = () => true;

/** The pages of the side menu, in its order: what is built, and who sees it. */
export const menu = [
  { to: '/devices', word: 'devices.title', isFor: anybody },
  { to: '/certificates', word: 'certificates.menu', isFor: anybody },
  { to: '/register', word: 'registration.menu', isFor: mayRegister },
] as const;

/** A person's own affairs, under their name (R0-06). */
export const accountPages = [
  { to: '/me', word: 'me.profile.title' },
  { to: '/me/password', word: 'me.password.title' },
  { to: '/me/second-factor', word: 'me.secondFactor.title' },
  { to: '/me/sessions', word: 'me.sessions.title' },
] as const;
