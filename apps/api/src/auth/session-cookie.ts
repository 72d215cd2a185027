import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** How long a browser keeps the cookie it is known by, seconds: 90 days, as long as the platform knows it. */
const DEVICE_COOKIE_SECONDS = 90 * 86_400;
/** With the prefix where people reach the platform by TLS. */
const DEVICE_COOKIES = { encrypted: '__Host-fieldgate-device', plain: 'fieldgate-device' } as const;

/** The token by which a browser is known, which opens nothing. */
export function deviceTokenIn({ cookies }: FastifyRequest): string | undefined {
  return cookies?.[DEVICE_COOKIES.encrypted] ?? cookies?.[DEVICE_COOKIES.plain];
}

/** The cookie that carries a browser's session (RFC 6265bis §4.1.3.2 for the prefix). */
export class SessionCookie {
  readonly name: string;
  readonly #encrypted: boolean;
  /** Scheme, host and port of the platform's own pages. */
  readonly origin: string;

  /** @param publicUrl where people reach the platform; behind TLS the cookie is Secure and bound to that host */
  constructor(publicUrl: string) {
    const { protocol, origin } = new URL(publicUrl);
    this.origin = origin;
    this.#encrypted = protocol === 'https:';
    // The prefix makes browsers refuse such a cookie from a neighboring host or without TLS.
    this.name = this.#encrypted ? '__Host-fieldgate' : 'fieldgate';
  }

  /** The session token in the request's cookie. */
  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }

  write(reply: FastifyReply, token: string, expires: Date): void {
    reply.setCookie(this.name, token, { ...this.#attributes(), expires });
  }

  /** Stays when the session ends: the next sign-in is told by it. */
  writeDevice(reply: FastifyReply, token: string): void {
    const name = this.#encrypted ? DEVICE_COOKIES.encrypted : DEVICE_COOKIES.plain;
    reply.setCookie(name, token, { ...this.#attributes(), maxAge: DEVICE_COOKIE_SECONDS });
  }

  clear(reply: FastifyReply): void {
    reply.clearCookie(this.name, this.#attributes());
  }

  #attributes() {
    return { path: '/', httpOnly: true, sameSite: 'strict', secure: this.#encrypted } as const;
  }
}
