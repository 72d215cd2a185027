/** The pages of the side menu, in its order: what is built, and nothing else. */
export const menu = [{ to: '/devices', word: 'devices.title' }] as const;

/** A person's own affairs, under their name (R0-06). */
export const accountPages = [
  { to: '/me', word: 'me.profile.title' },
  { to: '/me/password', word: 'me.password.title' },
  { to: '/me/second-factor', word: 'me.secondFactor.title' },
  { to: '/me/sessions', word: 'me.sessions.title' },
] as const;
