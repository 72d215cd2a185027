import type { X509Certificate } from 'node:crypto';

/** Names that are kept of one certificate; foreign ones may hold thousands. */
const NAMES = 16;
/** Longest name that is kept, characters; longer ones name no device of ours. */
const NAME_LENGTH = 128;
/** Characters of each part of a certificate that are looked at. */
const LOOKED_AT = 4_096;

/**
 * What a certificate calls its holder: common name and serialNumber of its subject (RFC 4519 §2.3, §2.31), and the DNS names and
 * URIs of subjectAltName (RFC 5280 §4.2.1.6), of which the first label or the last segment is a name by itself too.
 * Nobody vouches for any of it.
 */
export function holderNames({ subject, subjectAltName }: X509Certificate): readonly string[] {
  const names = new Set<string>();
  const add = (name: string) => {
    const trimmed = name.trim();
    if (trimmed !== '' && trimmed.length <= NAME_LENGTH && names.size < NAMES) names.add(trimmed);
  };
  for (const [, value = ''] of (subject ?? '')
    .slice(0, LOOKED_AT)
    .matchAll(/(?:^|\n| \+ )(?:CN|serialNumber)=([^\n]*?)(?=\n|$| \+ )/g))
    add(value.replace(/\\(.)/g, '$1'));
  // Node puts values that hold a comma or a quote into quotes; such names are no device's.
  const unquoted = (subjectAltName ?? '').slice(0, LOOKED_AT).replace(/"(?:[^"\\]|\\.)*"/g, '');
  for (const [, kind, value = ''] of unquoted.matchAll(/(?:^|, )(DNS|URI):([^",]+)/g)) {
    add(value);
    add((kind === 'DNS' ? value.split('.')[0] : value.split(/[/:]/).at(-1)) ?? '');
  }
  return [...names];
}
