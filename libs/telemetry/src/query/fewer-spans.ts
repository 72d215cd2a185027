import type { Span } from './telemetry.js';

/**
 * Joins the spans that are nearest to one another until few are left: what lies in the widest gaps is left out.
 *
 * @param spans ascending and apart from one another
 * @param limit of spans, 1 at least
 */
export function fewerSpans(spans: readonly Span[], limit: number): readonly Span[] {
  const gaps = spans.slice(1).map(({ from }, at) => from.getTime() - (spans[at]?.to.getTime() ?? 0));
  const widestFirst = [...gaps.keys()].sort((one, other) => (gaps[other] ?? 0) - (gaps[one] ?? 0));
  const kept = new Set(widestFirst.slice(0, limit - 1));
  const few: Span[] = [];
  for (const [at, span] of spans.entries()) {
    const last = few.at(-1);
    if (last === undefined || kept.has(at - 1)) few.push(span);
    else few[few.length - 1] = { from: last.from, to: span.to };
  }
  return few;
}
