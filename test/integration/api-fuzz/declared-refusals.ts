import type { DescribedRefusal, Operation } from './requests.js';
import type { FuzzAnswer } from './send.js';

/** Holds refusals against the codes that the document lists for the operation under their status. */
export class DeclaredRefusals {
  constructor(private readonly shared: Readonly<Record<string, DescribedRefusal>>) {}

  /** What is wrong with a refusal; undefined: it is listed, is no refusal, or is of HTTP itself and stands under `default`. */
  faultOf({ responses }: Operation, { status, text }: FuzzAnswer): string | undefined {
    if (status < 400) return undefined;
    const { code } = JSON.parse(text) as { readonly code: string };
    if (code.startsWith('request.')) return undefined;
    const described: DescribedRefusal = responses[status] ?? {};
    const { $ref } = described;
    const listed = $ref === undefined ? described : this.shared[$ref.slice($ref.lastIndexOf('/') + 1)];
    if (listed?.['x-problem-codes']?.includes(code)) return undefined;
    return `refused with ${code}, which its description does not list under ${status}`;
  }
}
