/**
 * The policy of the console's document (CSP Level 3): everything comes from the platform itself, nothing is evaluated, and
 * style elements need the nonce of this one answer.
 *
 * @param nonce base64, new with each answer
 * @param mapOrigin scheme, host and port of the map the operator chose: the only place but ours that anything may come from
 */
export function contentSecurityPolicy(nonce: string, mapOrigin?: string): string {
  const ofMap = mapOrigin === undefined ? '' : ` ${mapOrigin}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'none'",
    `img-src 'self' data: blob:${ofMap}`,
    "font-src 'self'",
    `connect-src 'self'${ofMap}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
