import { linkedPages, SIGN_IN_CALLBACK } from '#libs/contracts/http';
import type { LinkKind, LinkTokens } from './link-tokens.js';
import { grouped } from './typed-code.js';

/** A link as it stands in a mail, and the token at its end. */
export interface Link {
  readonly url: string;
  readonly token: string;
}

/** Writes the links that stand in mails. */
export class Links {
  readonly #publicUrl: string;

  /** @param publicUrl where people reach the platform, such as `https://fieldgate.example` */
  constructor(
    publicUrl: string,
    private readonly tokens: LinkTokens,
  ) {
    this.#publicUrl = publicUrl.replace(/\/+$/, '');
  }

  /** Where identity providers send people back to. */
  get singleSignOn(): string {
    return `${this.#publicUrl}${SIGN_IN_CALLBACK}`;
  }

  /** Where a site is added by its code (R4-08, R4-16); the token is the code in groups. @param id UUID of the grant */
  shareLinkTo(id: string): Link {
    return this.#linkTo('site-share', grouped(this.tokens.shareCodeFor(id)));
  }

  /** @param id UUID of the invitation or account link */
  linkTo(kind: LinkKind, id: string): Link {
    return this.#linkTo(kind, this.tokens.tokenFor(kind, id));
  }

  #linkTo(page: keyof typeof linkedPages, token: string): Link {
    return { url: `${this.#publicUrl}${linkedPages[page]}${token}`, token };
  }
}
