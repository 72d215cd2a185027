import type { ChainHead, ChainReport } from '#libs/identity';

/** A head as it is written down and given back: `<number>:<hash in hexadecimal>`. */
const HEAD = /^(\d{1,18}):([0-9a-f]{64})$/;

/** How the command was called; undefined: not as it can be. */
export function auditArguments(
  given: readonly string[],
): { readonly asJson: boolean; readonly remembered?: ChainHead } | undefined {
  const asJson = given.includes('--json');
  const rest = given.filter((argument) => argument !== '--json');
  if (rest.length === 0) return { asJson };
  const [, number, hash] = (rest.length === 2 && rest[0] === '--remembered' && HEAD.exec(rest[1] ?? '')) || [];
  if (number === undefined || hash === undefined) return undefined;
  return { asJson, remembered: { number: BigInt(number), hash: Buffer.from(hash, 'hex') } };
}

/** The report as one JSON object; numbers of the chain are decimal texts. */
export function reportAsJson({ count, head, fault, unsealed }: ChainReport): string {
  return JSON.stringify({
    intact: fault === null,
    count,
    head: { number: head.number.toString(), hash: head.hash.toString('hex') },
    fault: fault && { ...fault, number: fault.number.toString() },
    unsealed,
  });
}

/** The report in words. */
export function reportInWords({ count, head, fault, unsealed }: ChainReport): string {
  const lines = [
    `${count} audit event(s) hold together.`,
    `Head: ${head.number}:${head.hash.toString('hex')}`,
    'Keep the head outside the database and give it back with --remembered: only so a cut-off end is found.',
  ];
  if (fault)
    lines.push(
      `FAULT at number ${fault.number} (${fault.eventId === null ? 'no event' : `event ${fault.eventId}`}), ${fault.kind}: ${fault.difference}.`,
    );
  if (unsealed.count > 0)
    lines.push(
      `${unsealed.count} event(s) wait for more than a minute to be sealed, from event ${unsealed.oldestId} on: does the worker run?`,
    );
  return lines.join('\n');
}
