const hexadecimal = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Makes a UUID version 7: 48 bits of Unix time in milliseconds, then 74 random bits (RFC 9562 §5.7).
 *
 * Ids made later sort later, to the millisecond, so rows are appended to their index and a page can be cut by id.
 *
 * @returns lower case with hyphens
 */
export function newUuid(at: Date): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  const random = view.getUint16(6);
  view.setUint16(0, Math.floor(at.getTime() / 2 ** 32));
  view.setUint32(2, at.getTime() % 2 ** 32);
  view.setUint16(6, 0x7000 | (random & 0x0fff));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const text = hexadecimal(bytes);
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}
