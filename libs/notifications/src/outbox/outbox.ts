import type { Language } from '#libs/contracts/http';
import type { OrganizationId } from '#libs/kernel';
import type { Mail } from '../templates/mail-template.js';

/**
 * waiting: to be sent, perhaps again; failed: given up until somebody asks for another try; superseded: what it was about was over
 * before it went out, so that it was not sent.
 */
export type MailState = 'waiting' | 'sent' | 'failed' | 'superseded';

/** A mail on its way out. */
export interface OutboxMail extends Mail {
  readonly id: string;
  readonly recipient: string;
  readonly organizationId: OrganizationId | null;
  /** Of the receiver. */
  readonly language: Language;
  readonly createdAt: Date;
  readonly attempts: number;
  readonly lastError: string | null;
  /** Null when it is sent, given up or superseded. */
  readonly nextAttemptAt: Date | null;
  readonly sentAt: Date | null;
  readonly failedAt: Date | null;
  readonly supersededAt: Date | null;
}

export interface OutboxSelection {
  readonly state?: MailState | undefined;
  /** Only mails before this id. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** How a mail fares. */
export function stateOf({
  sentAt,
  failedAt,
  supersededAt,
}: Pick<OutboxMail, 'sentAt' | 'failedAt' | 'supersededAt'>): MailState {
  if (sentAt) return 'sent';
  if (supersededAt) return 'superseded';
  return failedAt ? 'failed' : 'waiting';
}

/** When the link in a mail ends; undefined: it says nothing of it. */
export function endOfMail({ data: { expiresAt } }: Pick<Mail, 'data'>): Date | undefined {
  return typeof expiresAt === 'string' ? new Date(expiresAt) : undefined;
}
