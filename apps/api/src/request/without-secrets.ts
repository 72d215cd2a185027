/** A path segment this long, characters, is a link token and no id: a UUID has 36. */
const SECRET_SEGMENT_MINIMUM = 40;

/** What follows it is a code, in whatever shape somebody typed it. */
const BEFORE_A_CODE = 'share-codes';

/** The path of a URL as it may be logged: without its query, and with a mark in place of link tokens and codes. */
export function withoutSecrets(url: string): string {
  const [path = ''] = url.split('?', 1);
  return path
    .split('/')
    .map((segment, place, all) =>
      segment.length >= SECRET_SEGMENT_MINIMUM || all[place - 1] === BEFORE_A_CODE ? '[secret]' : segment,
    )
    .join('/');
}
