import { type LinkCarrier, type LinkEnd, MailLinks } from '#libs/notifications';
import type { RegistryDatabase } from '#prisma';
import type { LinkKind } from './link-tokens.js';
import type { Links } from './links.js';

/** A kind of link and the row behind it. */
type MailedLink = { readonly kind: LinkKind | 'site-share'; readonly id: string };

/** Links in mails: a mail's template is named as the kind of link it carries. */
export class IssuedMailLinks extends MailLinks {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly links: Links,
  ) {
    super();
  }

  override urlIn(mail: LinkCarrier): string | undefined {
    const link = linkIn(mail);
    if (!link) return undefined;
    return (link.kind === 'site-share' ? this.links.shareLinkTo(link.id) : this.links.linkTo(link.kind, link.id)).url;
  }

  override async endOf(mail: LinkCarrier): Promise<LinkEnd | undefined> {
    const link = linkIn(mail);
    if (!link) return undefined;
    const { invitation, accountLink, addressChange, siteGrant } = this.database.client;
    const where = { id: link.id };
    switch (link.kind) {
      case 'invitation': {
        const row = await invitation.findUnique({ where, select: { status: true } });
        if (!row) return 'gone';
        return row.status === 'pending' ? undefined : row.status;
      }
      case 'activation':
      case 'password':
      case 'reset': {
        const row = await accountLink.findUnique({ where, select: { usedAt: true } });
        if (!row) return 'gone';
        return row.usedAt === null ? undefined : 'used-or-replaced';
      }
      case 'address-change': {
        const row = await addressChange.findUnique({ where, select: { id: true } });
        return row ? undefined : 'gone';
      }
      case 'site-share': {
        const row = await siteGrant.findUnique({ where, select: { acceptedAt: true, withdrawnAt: true } });
        if (!row) return 'gone';
        if (row.withdrawnAt !== null) return 'withdrawn';
        return row.acceptedAt === null ? undefined : 'accepted';
      }
    }
  }
}

const kinds: Readonly<Record<MailedLink['kind'], true>> = {
  invitation: true,
  activation: true,
  password: true,
  reset: true,
  'address-change': true,
  'site-share': true,
};

const isKind = (template: string): template is MailedLink['kind'] => Object.hasOwn(kinds, template);

function linkIn({ template, subjectId }: LinkCarrier): MailedLink | undefined {
  return subjectId !== null && isKind(template) ? { kind: template, id: subjectId } : undefined;
}
