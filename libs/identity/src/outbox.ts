import type { OrganizationId } from '#libs/kernel';

/** Which letter it is, and what its text needs. Links are written when it is sent: no token is stored. */
export type Mail =
  | {
      readonly template: 'invitation';
      readonly data: {
        readonly invitationId: string;
        readonly organizationName: string;
        readonly name: string | null;
        readonly invitedBy: string;
        readonly expiresAt: string;
      };
    }
  | { readonly template: 'activation'; readonly data: AccountMailData }
  | { readonly template: 'password'; readonly data: AccountMailData };

type AccountMailData = {
  readonly accountLinkId: string;
  readonly organizationName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly expiresAt: string;
};

/** A mail on its way out. */
export type OutboxMail = Mail & {
  readonly id: string;
  readonly recipient: string;
  readonly createdAt: Date;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly sentAt: Date | null;
};

/** Mails to be sent, written in the transaction that caused them. */
export abstract class Outbox {
  /** Adds a mail in the running unit of work; it goes out after the commit, or never. */
  abstract post(recipient: string, organizationId: OrganizationId | null, mail: Mail): Promise<void>;

  /** Newest first; `before` is the id of the last one seen. */
  abstract list(limit: number, before: string | undefined): Promise<readonly OutboxMail[]>;
}
