/** Weight of a media range in an Accept header, 0 to 1 (RFC 9110 §12.4.2); absent means 1, unreadable means 0. */
function weightOf(parameters: readonly string[]): number {
  const quality = parameters.map((parameter) => parameter.trim()).find((parameter) => /^q=/i.test(parameter));
  if (quality === undefined) return 1;
  return /^q=(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i.test(quality) ? Number(quality.slice(2)) : 0;
}

/**
 * Whether a caller would rather have a ZIP archive than JSON (RFC 9110 §12.5.1).
 *
 * Only who names `application/zip` gets one; with equal weights too, since nobody names it by accident.
 *
 * @param accept value of the Accept header
 */
export function prefersZip(accept: string | undefined): boolean {
  const weights = new Map<string, number>();
  for (const range of (accept ?? '').split(',')) {
    const [type = '', ...parameters] = range.split(';');
    weights.set(type.trim().toLowerCase(), weightOf(parameters));
  }
  const zip = weights.get('application/zip') ?? 0;
  return zip > 0 && zip >= (weights.get('application/json') ?? 0);
}
