import * as der from './der.js';

const COMMON_NAME = der.objectIdentifier('2.5.4.3'); // id-at-commonName (RFC 5280 §A.1)

/**
 * Encodes a Name of one commonName (RFC 5280 §4.1.2.4).
 *
 * @param commonName taken as it is: nothing in it is an escape
 * @returns DER; UTF8String, the one string type that holds every name
 */
export function encodeCommonName(commonName: string): Buffer {
  return der.sequence(der.setOfOne(der.sequence(COMMON_NAME, der.utf8String(commonName))));
}
