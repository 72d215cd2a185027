/** Pages of the console that links in mails lead to; the token or code follows. The console has each, and its tests hold that. */
export const linkedPages = {
  invitation: '/invitation/',
  activation: '/activate/',
  password: '/activate/',
  reset: '/reset/',
  'address-change': '/address/',
  'site-share': '/add-site/',
} as const;

/** The page that identity providers send people back to. */
export const SIGN_IN_CALLBACK = '/sign-in/callback';
