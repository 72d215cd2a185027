import type { OrganizationId } from '#libs/kernel';

/** A subtree on its way to another parent. */
export interface SubtreeMove {
  readonly id: OrganizationId;
  readonly parentId: OrganizationId;
  /** Path of its top now, and there. */
  readonly from: string;
  readonly to: string;
  /** What its customers let their provider do, they did not let another one do. */
  readonly endsDelegations: boolean;
}

/** What went with a subtree. */
export interface RemovedSubtree {
  readonly organizations: number;
  /** Who belonged nowhere else. */
  readonly people: number;
  /** Those that still waited for an answer. */
  readonly invitations: number;
}

/** The tree's shape, changed in many places at once; each call belongs inside a unit of work. */
export abstract class OrganizationTree {
  /**
   * Holds the shape of the tree until the unit of work ends: who adds waits for who reshapes, not for others who add.
   *
   * Ask it before reading the places the decision depends on.
   */
  abstract hold(purpose: 'add' | 'reshape'): Promise<void>;
  /** Level of the deepest organization in the subtree with this path; the operator's is 1. */
  abstract deepestLevel(path: string): Promise<number>;
  /** Rewrites all paths of the subtree in one statement. @returns how many organizations moved */
  abstract move(move: SubtreeMove): Promise<number>;
  /** Makes who is about to add something to an organization of the subtree wait until this unit of work ends. */
  abstract lockSubtree(path: string): Promise<void>;
  /** How many organizations stand directly under this one. */
  abstract countChildren(id: OrganizationId): Promise<number>;
  /** Deletes the subtree with its invitations, roles and keys, and people who belong nowhere else with their sessions. */
  abstract remove(path: string): Promise<RemovedSubtree>;
}
