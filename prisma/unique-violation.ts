import { Prisma } from './generated/client.js';

/** Whether the failure is that of one of these unique constraints or indexes; every other failure is not. */
export function violatesUnique(cause: unknown, ...names: readonly string[]): boolean {
  const name = violatedUnique(cause);
  return name !== undefined && names.includes(name);
}

/** The unique constraint or index that a write of Prisma's violated; `undefined` for every other failure. */
export function violatedUnique(cause: unknown): string | undefined {
  if (!(cause instanceof Prisma.PrismaClientKnownRequestError) || cause.code !== 'P2002') return undefined;
  const violation = cause.meta as { driverAdapterError?: { cause?: { constraint?: { index?: string } } } } | undefined;
  return violation?.driverAdapterError?.cause?.constraint?.index;
}
