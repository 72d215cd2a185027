import type { OrganizationId } from '#libs/kernel';
import type { Language } from '../organizations/organization.js';

/** What the text of each letter needs. Links are written when it is sent: no token is stored. Instants are RFC 3339. */
export interface MailData {
  readonly invitation: {
    readonly invitationId: string;
    readonly organizationName: string;
    readonly name: string | null;
    readonly invitedBy: string;
    readonly expiresAt: string;
  };
  readonly activation: AccountMailData;
  readonly password: AccountMailData;
  /** A forgotten password: the link lets a new one be chosen. */
  readonly reset: { readonly accountLinkId: string; readonly firstName: string; readonly expiresAt: string };
  /** To the new address: the link confirms it (R0-07). */
  readonly 'address-change': {
    readonly addressChangeId: string;
    readonly firstName: string;
    readonly newEmail: string;
    readonly expiresAt: string;
  };
  /** To the old address: somebody asked for the change; no link. */
  readonly 'address-notice': { readonly firstName: string; readonly newEmail: string; readonly requestedAt: string };
  readonly 'second-factor-reset': RecoveryMailData;
  readonly 'account-unlocked': RecoveryMailData;
  /** To the customer on the provider's behalf: what was registered, and which two mails to expect (R1-28). */
  readonly 'registration-summary': {
    readonly organizationName: string;
    readonly providerName: string;
    readonly firstName: string;
    readonly deviceModel: string;
    readonly deviceSerialNumber: string;
    readonly equipmentModel: string;
    readonly equipmentSerialNumber: string;
    /** Calendar dates, YYYY-MM-DD; the end is exclusive. */
    readonly startDate: string;
    readonly endDate: string;
    /** The person activates the account first: two mails with links follow. */
    readonly expectsActivation: boolean;
  };
  /** To the customer's administrators: a provider offers to look after a machine (R3-33). */
  readonly 'service-proposal': {
    readonly firstName: string;
    readonly organizationName: string;
    readonly providerName: string;
    /** Its name, or model and serial number. */
    readonly machine: string;
    readonly message: string | null;
  };
  /** To administrators of both sides: a contract ends soon, or has ended, and is not renewed. */
  readonly 'contract-notice': {
    readonly firstName: string;
    readonly customerName: string;
    readonly providerName: string;
    readonly deviceSerialNumber: string;
    readonly machine: string;
    /** Days the service still runs at most; 0: it has ended. */
    readonly daysLeft: number;
    /** Calendar dates, YYYY-MM-DD: the first day without the service, and the first after the time of grace. */
    readonly endDate: string;
    readonly graceEndDate: string;
    /** The receiver is of the provider. */
    readonly mayRenew: boolean;
  };
  /** To administrators of providers and the operator: somebody asked for a certificate with a key that is not the device's own. */
  readonly 'key-alarm': {
    readonly firstName: string;
    /** Of the device that concerns the receiver. */
    readonly deviceSerialNumber: string;
    /** compromised, foreign: what the key is that was presented for it; presented-elsewhere: its own key, for another device. */
    readonly finding: 'compromised' | 'foreign' | 'presented-elsewhere';
    /** SHA-256 of the SubjectPublicKeyInfo, hexadecimal. */
    readonly keyFingerprint: string;
    readonly at: string;
  };
  /** A site is shared with the receiver, or with the organization the receiver administers (R4-08, R4-11). */
  readonly 'site-share': {
    readonly grantId: string;
    /** Null: written to an address. */
    readonly firstName: string | null;
    readonly siteName: string;
    /** Whose site it is. */
    readonly ownerName: string;
    readonly sharedBy: string;
    readonly access: 'read' | 'manage';
    /** The organization it is shared with; null: the receiver in person. */
    readonly organizationName: string | null;
    readonly expiresAt: string;
  };
}

/** To somebody whom an administrator let in again; no link. */
interface RecoveryMailData {
  readonly firstName: string;
  /** First and last name. */
  readonly administratorName: string;
  readonly doneAt: string;
}

interface AccountMailData {
  readonly accountLinkId: string;
  readonly organizationName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly expiresAt: string;
}

/** Names of the letters. */
export type MailTemplate = keyof MailData;

/** Which letter it is, and what its text needs. */
export type Mail = {
  readonly [Template in MailTemplate]: { readonly template: Template; readonly data: MailData[Template] };
}[MailTemplate];

/** waiting: to be sent, perhaps again; failed: given up until somebody asks for another try. */
export type MailState = 'waiting' | 'sent' | 'failed';

/** A mail on its way out. */
export type OutboxMail = Mail & {
  readonly id: string;
  readonly recipient: string;
  readonly organizationId: OrganizationId | null;
  /** Of the receiver. */
  readonly language: Language;
  /** The invitation or account link it carries. */
  readonly subjectId: string | null;
  readonly createdAt: Date;
  readonly attempts: number;
  readonly lastError: string | null;
  /** Null when it is sent or given up. */
  readonly nextAttemptAt: Date | null;
  readonly sentAt: Date | null;
  readonly failedAt: Date | null;
};

export interface OutboxSelection {
  readonly state?: MailState | undefined;
  /** Only mails before this id. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** How a mail fares. */
export function stateOf({ sentAt, failedAt }: Pick<OutboxMail, 'sentAt' | 'failedAt'>): MailState {
  if (sentAt) return 'sent';
  return failedAt ? 'failed' : 'waiting';
}

/** The invitation, account link, address change or grant a mail carries; null: none. */
export function subjectOf({ template, data }: Mail): string | null {
  switch (template) {
    case 'invitation':
      return data.invitationId;
    case 'activation':
    case 'password':
    case 'reset':
      return data.accountLinkId;
    case 'address-change':
      return data.addressChangeId;
    case 'site-share':
      return data.grantId;
    case 'address-notice':
    case 'second-factor-reset':
    case 'account-unlocked':
    case 'registration-summary':
    case 'service-proposal':
    case 'contract-notice':
    case 'key-alarm':
      return null;
  }
}
