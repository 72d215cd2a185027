/** `Authorization: Bearer …` (RFC 6750 §2.1). */
const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** The token of an Authorization header; undefined where it is of another scheme, or no token. */
export function bearerTokenIn(authorization: string): string | undefined {
  return BEARER.exec(authorization)?.[1];
}
