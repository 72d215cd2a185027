import type { OrganizationId } from '#libs/kernel';
import type { Mail } from './outbox.js';

/** A letter to everybody who administers an organization. */
export interface LetterToAdministrators {
  readonly organizationId: OrganizationId;
  /** Writes it to one of them. */
  readonly to: (firstName: string) => Mail;
}

/** Mails to the people who administer an organization. */
export abstract class AdministratorMail {
  /**
   * Posts each letter to all who have the built-in role of an administrator in its organization, and to nobody else, in
   * the running unit of work; each in the language of its receiver. Takes two statements, however many letters.
   *
   * @returns how many mails that are; none where an organization has no administrator
   */
  abstract post(letters: readonly LetterToAdministrators[]): Promise<number>;
}
