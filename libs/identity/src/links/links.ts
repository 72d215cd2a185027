import type { LinkKind, LinkTokens } from './link-tokens.js';
import { grouped } from './typed-code.js';

/** A link as it stands in a mail, and the token at its end. */
export interface Link {
  readonly url: string;
  readonly token: string;
}

/** The console's pages that links open. */
const pages: Readonly<Record<LinkKind, string>> = {
  invitation: 'join',
  activation: 'activate',
  password: 'activate',
  reset: 'reset-password',
  'address-change': 'confirm-address',
};

/** Writes the links that stand in mails. */
export class Links {
  /** @param publicUrl where people reach the platform, such as `https://fieldgate.example` */
  constructor(
    private readonly publicUrl: string,
    private readonly tokens: LinkTokens,
  ) {}

  /** Where identity providers send people back to. */
  get singleSignOn(): string {
    return `${this.publicUrl.replace(/\/+$/, '')}/sign-in/completed`;
  }

  /** Where a site is added by its code (R4-08, R4-16); the token is the code in groups. @param id UUID of the grant */
  shareLinkTo(id: string): Link {
    const token = grouped(this.tokens.shareCodeFor(id));
    return { url: `${this.publicUrl.replace(/\/+$/, '')}/add-location/${token}`, token };
  }

  /** @param id UUID of the invitation or account link */
  linkTo(kind: LinkKind, id: string): Link {
    const token = this.tokens.tokenFor(kind, id);
    return { url: `${this.publicUrl.replace(/\/+$/, '')}/${pages[kind]}/${token}`, token };
  }
}
