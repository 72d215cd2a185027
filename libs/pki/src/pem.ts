/** Textual encoding (RFC 7468): strict label, base64 in lines of 64 characters, line feeds. */

const LINE_CHARACTERS = 64; // RFC 7468 §2

/** Writes one block, ending in a line feed. */
export function encodePem(label: string, der: Uint8Array): string {
  const base64 = Buffer.from(der).toString('base64');
  const lines = base64.match(new RegExp(`.{1,${LINE_CHARACTERS}}`, 'g')) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/**
 * Reads the only block of the text.
 *
 * Text before and after the block is ignored, as RFC 7468 §2 asks of parsers; a second block is not.
 *
 * @param labels accepted labels, such as `CERTIFICATE REQUEST`
 * @returns the octets, or `undefined` if there is not exactly one such block of proper base64
 */
export function decodePem(text: string, labels: readonly string[]): Buffer | undefined {
  const begin = text.indexOf('-----BEGIN ');
  if (begin < 0 || text.indexOf('-----BEGIN ', begin + 1) >= 0) return undefined;
  const label = labels.find((each) => text.startsWith(`-----BEGIN ${each}-----`, begin));
  if (label === undefined) return undefined;
  const bodyStart = begin + `-----BEGIN ${label}-----`.length;
  const bodyEnd = text.indexOf(`-----END ${label}-----`, bodyStart);
  if (bodyEnd < 0) return undefined;
  const body = text.slice(bodyStart, bodyEnd).replace(/[ \t\r\n]/g, '');
  if (body.length === 0 || body.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return undefined;
  return Buffer.from(body, 'base64');
}
