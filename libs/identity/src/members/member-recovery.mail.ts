import { MailTemplate, minuteIn } from '#libs/notifications';

export type MemberRecoveryData = {
  readonly firstName: string;
  /** First and last name. */
  readonly administratorName: string;
  readonly doneAt: string;
};

/** To somebody whose second factor an administrator removed: whoever did not ask for it has to know. */
export const secondFactorResetMail = new MailTemplate<MemberRecoveryData>({
  name: 'second-factor-reset',
  en: ({ firstName, administratorName, doneAt }, { brand }) => ({
    subject: `Your second factor at ${brand} was reset`,
    greeting: `Hello ${firstName},`,
    paragraphs: [
      `on ${minuteIn('en', doneAt)} ${administratorName} removed the second factor of your account and ended all of your sessions.`,
      'Sign in with your password, then set up another second factor in your profile.',
    ],
    closing: ['If you did not ask for it, change your password now and tell another administrator.'],
  }),
  pl: ({ firstName, administratorName, doneAt }, { brand }) => ({
    subject: `Reset drugiego składnika logowania do ${brand}`,
    greeting: `Dzień dobry, ${firstName}!`,
    paragraphs: [
      `Drugi składnik logowania został usunięty, a wszystkie sesje zakończone (${minuteIn('pl', doneAt)}, administrator: ${administratorName}).`,
      'Zaloguj się hasłem i ustaw w profilu nowy drugi składnik.',
    ],
    closing: ['Jeśli to nie Twoja prośba, od razu zmień hasło i powiadom innego administratora.'],
  }),
});

/** To somebody whose account an administrator unlocked. */
export const accountUnlockedMail = new MailTemplate<MemberRecoveryData>({
  name: 'account-unlocked',
  en: ({ firstName, administratorName, doneAt }, { brand }) => ({
    subject: `Your ${brand} account was unlocked`,
    greeting: `Hello ${firstName},`,
    paragraphs: [
      `on ${minuteIn('en', doneAt)} ${administratorName} unlocked your account after failed tries to sign in.`,
      'You can sign in again at once.',
    ],
    closing: ['If the failed tries were not yours, choose a longer password and set up a second factor.'],
  }),
  pl: ({ firstName, administratorName, doneAt }, { brand }) => ({
    subject: `Odblokowanie konta w ${brand}`,
    greeting: `Dzień dobry, ${firstName}!`,
    paragraphs: [
      `Konto zostało odblokowane po nieudanych próbach logowania (${minuteIn('pl', doneAt)}, administrator: ${administratorName}).`,
      'Możesz od razu zalogować się ponownie.',
    ],
    closing: ['Jeśli to nie Twoje próby, wybierz dłuższe hasło i ustaw drugi składnik logowania.'],
  }),
});
