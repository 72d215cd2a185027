/** A path segment this long, characters, is a link token and no id: a UUID has 36. */
const SECRET_SEGMENT_MINIMUM = 40;

/** The path of a URL as it may be logged: without its query, and with a mark in place of link tokens. */
export function withoutSecrets(url: string): string {
  const [path = ''] = url.split('?', 1);
  return path
    .split('/')
    .map((segment) => (segment.length >= SECRET_SEGMENT_MINIMUM ? '[secret]' : segment))
    .join('/');
}
