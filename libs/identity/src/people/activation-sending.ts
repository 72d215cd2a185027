import type { Outbox } from '#libs/notifications';
import type { Actor } from '../access/actor.js';
import type { AuditedWork } from '../audit/audited-work.js';
import type { AccountLinks } from '../links/account-links.js';
import type { Organization } from '../organizations/organization.js';
import { activationMail } from './activation.mail.js';
import { passwordMail } from './password.mail.js';
import type { Person } from './person.js';

/** email: a link is sent to the address (R2-09); link: whoever administers is shown it, no mail goes out (R2-11). */
export type ActivationMethod = 'email' | 'link';

/** The two mails of an account that waits; each has a link that activates it, and they speak of each other (R1-27). */
const templates = { activation: activationMail, password: passwordMail } as const;

/** Makes the links that activate accounts and posts them, in the caller's unit of work; who may is asked before. */
export class ActivationSending {
  constructor(
    private readonly links: AccountLinks,
    private readonly outbox: Outbox,
    private readonly work: AuditedWork,
  ) {}

  /** Posts both mails. */
  async post(organization: Organization, person: Person): Promise<void> {
    for (const kind of ['activation', 'password'] as const) {
      const link = await this.links.make(person.id, kind);
      const data = {
        accountLinkId: link.id,
        organizationName: organization.name,
        firstName: person.firstName,
        lastName: person.lastName,
        expiresAt: link.expiresAt.toISOString(),
      };
      await this.outbox.post(person.email, organization.id, templates[kind].with(data));
    }
  }

  /** Makes new links of an account that still waits; those before are dead at once. */
  async renew(actor: Actor, organization: Organization, person: Person, method: ActivationMethod): Promise<void> {
    await this.links.useAll(person.id);
    if (method === 'link') await this.links.make(person.id, 'activation');
    else await this.post(organization, person);
    await this.work.record({
      action: 'account.activation-renewed',
      actorId: actor.personId,
      organizationId: organization.id,
      subject: { kind: 'person', id: person.id },
      details: { method },
    });
  }
}
