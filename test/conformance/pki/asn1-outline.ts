import forge from 'node-forge';

/** A DER value as node-forge reads it: a reader that shares nothing with our writer. */
export type Asn1 = forge.asn1.Asn1;

/** Reads one DER value, strictly: nothing may be left over. */
export function asn1Of(der: Uint8Array): Asn1 {
  return forge.asn1.fromDer(Buffer.from(der).toString('latin1'), { strict: true, decodeBitStrings: false } as never);
}

/** The components of a constructed value. */
export function componentsOf(value: Asn1 | undefined): readonly Asn1[] {
  if (!Array.isArray(value?.value)) throw new Error('The value is not constructed.');
  return value.value;
}

/** The octets of a primitive value. */
export function octetsOf(value: Asn1 | undefined): Buffer {
  if (typeof value?.value !== 'string') throw new Error('The value is not primitive.');
  return Buffer.from(value.value, 'latin1');
}

/** Class and number of a tag, such as `context 3` or `universal 23`. */
export function tagOf(value: Asn1 | undefined): string {
  const classes: Readonly<Record<number, string>> = { 0: 'universal', 128: 'context' };
  return `${classes[value?.tagClass ?? -1]} ${value?.type}`;
}

/** Encodes a value again. */
export function derOf(value: Asn1 | undefined): Buffer {
  if (!value) throw new Error('There is no value.');
  return Buffer.from(forge.asn1.toDer(value).getBytes(), 'latin1');
}

/** An Extension (RFC 5280 §4.1). */
export interface ExtensionOutline {
  readonly critical: boolean;
  readonly value: Asn1;
}

/** Extensions by object identifier; throws if one stands there twice (RFC 5280 §4.2). */
export function extensionsOf(list: Asn1 | undefined): ReadonlyMap<string, ExtensionOutline> {
  const extensions = new Map<string, ExtensionOutline>();
  for (const extension of componentsOf(list)) {
    const [identifier, ...rest] = componentsOf(extension);
    const oid = forge.asn1.derToOid(octetsOf(identifier).toString('latin1'));
    if (extensions.has(oid)) throw new Error(`Extension ${oid} stands there twice.`);
    const [critical, value] = rest.length === 2 ? rest : [undefined, rest[0]];
    if (critical && octetsOf(critical)[0] !== 0xff) throw new Error('DEFAULT FALSE is encoded (X.690 §11.5).');
    extensions.set(oid, { critical: critical !== undefined, value: asn1Of(octetsOf(value)) });
  }
  return extensions;
}
