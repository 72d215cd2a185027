import { z } from 'zod';

/** A sign-in under way elsewhere, as this window keeps it until it is back. */
const kept = z.object({ attempt: z.string(), next: z.string().optional() });
export type KeptSignOn = z.infer<typeof kept>;

const KEPT_AS = 'fieldgate-single-sign-on';

/** Keeps it for this window alone, so that nobody completes another's sign-in. */
export const keepSignOn = (signOn: KeptSignOn) => sessionStorage.setItem(KEPT_AS, JSON.stringify(signOn));

/** What this window began; undefined: nothing. */
export function keptSignOn(): KeptSignOn | undefined {
  try {
    return kept.safeParse(JSON.parse(sessionStorage.getItem(KEPT_AS) ?? 'null')).data;
  } catch {
    return undefined; // not ours
  }
}

/** It works once. */
export const forgetSignOn = () => sessionStorage.removeItem(KEPT_AS);
