import 'reflect-metadata';
import { Name } from '@peculiar/x509';

/**
 * Encodes a Name of one commonName (RFC 5280 §4.1.2.4).
 *
 * @param commonName taken as it is: nothing in it is an escape
 * @returns DER; UTF8String, the one string type that holds every name
 */
export function encodeCommonName(commonName: string): Buffer {
  return Buffer.from(new Name([{ CN: [{ utf8String: commonName }] }]).toArrayBuffer());
}
