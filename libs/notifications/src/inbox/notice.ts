import type { NotificationKind, NotificationParams } from '#libs/contracts/http';
import type { OrganizationId } from '#libs/kernel';

/**
 * Something that happened and is told somebody, as whoever tells it knows it. The words for it are in the reader's language, so the
 * console has them: its locales' notifications.json.
 */
export type Notice = {
  readonly [Kind in NotificationKind]: {
    readonly kind: Kind;
    readonly params: NotificationParams<Kind>;
    /** The same is told a person once, whoever tries again. */
    readonly key: string;
    /** Whose thing it is about; it is seen as long as that stands at or below the organization whose administrators are told. */
    readonly aboutId?: OrganizationId;
    /** Seen as long as this grant of a site lets somebody in, or waits to. */
    readonly grantId?: string;
  };
}[NotificationKind];

/** The ways in which somebody is told. */
export type Channel = 'page' | 'mail';

/** always, never: nobody's choice; chosen: each person's, on where nothing was chosen. */
type Rule = 'always' | 'chosen' | 'never';

/**
 * What may be switched off: nothing that is about the safety of an account or a key, no mail that carries a code, and not in the
 * page who let themselves into an organization. A kind without a mail stands in the page alone.
 */
const rules: Readonly<Record<NotificationKind, Readonly<Record<Channel, Rule>>>> = {
  'contract-ending': { page: 'chosen', mail: 'chosen' },
  'warranty-ending': { page: 'chosen', mail: 'chosen' },
  'certificates-ending': { page: 'chosen', mail: 'chosen' },
  'service-proposed': { page: 'chosen', mail: 'chosen' },
  'proposal-answered': { page: 'chosen', mail: 'never' },
  'devices-received': { page: 'chosen', mail: 'never' },
  'site-shared': { page: 'chosen', mail: 'always' },
  'site-withdrawn': { page: 'chosen', mail: 'never' },
  'self-granted': { page: 'always', mail: 'chosen' },
  'key-refused': { page: 'always', mail: 'always' },
  'address-change-requested': { page: 'always', mail: 'always' },
  'second-factor-reset': { page: 'always', mail: 'always' },
  'account-unlocked': { page: 'always', mail: 'always' },
};

/** What somebody chose for a kind. */
export type Choice = Readonly<Record<Channel, boolean>>;

/** Whether it is nobody's choice. */
export const isFixed = (kind: NotificationKind, channel: Channel): boolean => rules[kind][channel] !== 'chosen';

/** Whether somebody is told of this so. @param choice undefined: they chose nothing */
export function isTold(kind: NotificationKind, channel: Channel, choice: Choice | undefined): boolean {
  const rule = rules[kind][channel];
  return rule === 'chosen' ? (choice?.[channel] ?? true) : rule === 'always';
}
