import { DomainError, type OrganizationId, type UnitOfWork } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import { requireMay } from '../access/permissions.js';
import type { Organizations } from '../organizations/organizations.js';
import { type BulkRow, readBulkInvitations } from './bulk-invitation-file.js';
import { AlreadyMemberError } from './invitation.errors.js';
import type { Invitations } from './invitations.js';

/** Rows in one unit of work: few enough that nobody waits long for the organization. */
const ROWS_TOGETHER = 25;

/** What became of one row. */
export interface BulkOutcome {
  /** Where the row ends in the file; the header is line 1. */
  readonly line: number;
  /** As written. */
  readonly email: string;
  /** replaced: invited again, the earlier link is dead. */
  readonly outcome: 'invited' | 'replaced' | 'already-member' | 'refused';
  readonly invitationId?: string;
  /** Why it was not sent. */
  readonly refusal?: DomainError;
}

/** Invites the people of a file. */
export class BulkInvitations {
  constructor(
    private readonly organizations: Organizations,
    private readonly invitations: Invitations,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Invites everybody in a CSV file; bad rows do not hold up the others.
   *
   * Some rows share a unit of work, so that a long file does not wait for the disk at each row; a refused row has
   * written nothing, and the others of its unit stand. The same file again replaces the invitations of the first time.
   *
   * @param file see `readBulkInvitations`
   * @param dryRun only says what would happen
   * @returns one outcome a row, in the order of the file
   * @throws {OrganizationUnknownError | NotAllowedError}
   * @throws {BulkFileUnreadableError | BulkFileHeaderError | BulkFileTooLongError} then nobody was invited
   */
  async invite(actor: Actor, id: OrganizationId, file: Uint8Array, dryRun: boolean): Promise<readonly BulkOutcome[]> {
    requireMay(actor, 'member.invite', await this.organizations.get(actor, id));
    const rows = await readBulkInvitations(file);
    const outcomes: BulkOutcome[] = [];
    for (let first = 0; first < rows.length; first += ROWS_TOGETHER)
      outcomes.push(...(await this.#outcomesOf(actor, id, rows.slice(first, first + ROWS_TOGETHER), dryRun)));
    return outcomes;
  }

  #outcomesOf(actor: Actor, id: OrganizationId, rows: readonly BulkRow[], dryRun: boolean): Promise<BulkOutcome[]> {
    return this.unitOfWork.run(async () => {
      const outcomes: BulkOutcome[] = [];
      for (const row of rows) outcomes.push(await this.#outcomeOf(actor, id, row, dryRun));
      return outcomes;
    });
  }

  async #outcomeOf(actor: Actor, id: OrganizationId, row: BulkRow, dryRun: boolean): Promise<BulkOutcome> {
    const { line, email } = row;
    if (row.offer === undefined) return { line, email, outcome: 'refused', refusal: row.refusal };
    try {
      if (dryRun) {
        const replaced = await this.invitations.dryRun(actor, id, row.offer);
        return { line, email, outcome: replaced > 0 ? 'replaced' : 'invited' };
      }
      const { invitation, replaced } = await this.invitations.invite(actor, id, row.offer);
      return { line, email, outcome: replaced > 0 ? 'replaced' : 'invited', invitationId: invitation.id };
    } catch (refusal) {
      // What is not foreseen ends the whole; what earlier units of work sent is sent.
      if (!(refusal instanceof DomainError)) throw refusal;
      const outcome = refusal instanceof AlreadyMemberError ? 'already-member' : 'refused';
      return { line, email, outcome, refusal };
    }
  }
}
