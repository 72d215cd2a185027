import type { Clock } from '#libs/kernel';
import type { Outbox } from '#libs/notifications';
import type { AccountLinks } from '../links/account-links.js';
import type { Person } from '../people/person.js';
import { OneTimeLinkExpiredError, OneTimeLinkUnknownError } from './recovery.errors.js';
import { resetMail } from './reset.mail.js';

/** The links by which people who forgot their password choose another. */
export class ResetLinks {
  constructor(
    private readonly links: AccountLinks,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Posts one, in the running unit of work. */
  async post({ id, email, firstName }: Person): Promise<void> {
    const link = await this.links.make(id, 'reset');
    const data = { accountLinkId: link.id, firstName, expiresAt: link.expiresAt.toISOString() };
    await this.outbox.post(email, null, resetMail.with(data));
  }

  /**
   * Whose account a link that still works is to.
   *
   * @throws {OneTimeLinkUnknownError | OneTimeLinkExpiredError}
   */
  async personBehind(token: string): Promise<Person> {
    const found = await this.links.find(token, ['reset']);
    if (!found || found.link.usedAt !== null) throw new OneTimeLinkUnknownError();
    const { expiresAt } = found.link;
    if (this.clock.now() >= expiresAt) throw new OneTimeLinkExpiredError(expiresAt);
    return found.person;
  }

  /** Uses up all links of the person. @throws {OneTimeLinkUnknownError} somebody else just did */
  async useUp({ id }: Person): Promise<void> {
    if (!(await this.links.useAll(id))) throw new OneTimeLinkUnknownError();
  }
}
