/** A path segment this long, characters, is a link token and no id: a UUID has 36. */
const SECRET_SEGMENT_MINIMUM = 40;

/** What follows it is a code, in whatever shape somebody typed it, even of an address that is none of ours. */
const BEFORE_A_CODE = /^share-codes$/i;
/** The one word that follows a code. */
const AFTER_A_CODE = 'acceptance';

/** The path of a URL as it may be logged: without its query, and with a mark in place of link tokens and codes. */
export function withoutSecrets(url: string): string {
  const [path = ''] = url.split('?', 1);
  const segments = path.split('/');
  const first = segments.findIndex((segment) => BEFORE_A_CODE.test(segment));
  const mayBeCode = (segment: string, place: number) =>
    first !== -1 && place > first && segment !== '' && segment !== AFTER_A_CODE;
  return segments
    .map((segment, place) =>
      segment.length >= SECRET_SEGMENT_MINIMUM || mayBeCode(segment, place) ? '[secret]' : segment,
    )
    .join('/');
}
