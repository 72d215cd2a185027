import type { OrganizationId } from '#libs/kernel';

/** How many machines an organization itself has, and how many of them are its own (R3-10, R3-45). */
export interface MachineCount {
  readonly linked: number;
  readonly total: number;
}

/** Machines, counted when they change and not when they are asked for. */
export abstract class MachineCounts {
  /** Of each of these, in one statement; one that has none has zeros. Whoever asks must see them. */
  abstract of(ids: readonly OrganizationId[]): Promise<ReadonlyMap<OrganizationId, MachineCount>>;
}
