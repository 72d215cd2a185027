import type { Proposal } from '#libs/agreements';
import type { ProposalBody } from '#libs/contracts/http';
import type { Action } from '#libs/identity';

/** A proposal, as the API shows it to somebody who may do this with it. */
export function proposalBody(proposal: Proposal, may: readonly Action[]): ProposalBody {
  return {
    id: proposal.id,
    status: proposal.status,
    asset: { ...proposal.asset },
    customer: { ...proposal.customer },
    provider: { ...proposal.provider },
    message: proposal.message,
    proposedById: proposal.proposedById,
    proposedAt: proposal.proposedAt.toISOString(),
    answeredById: proposal.answeredById,
    answeredAt: proposal.answeredAt?.toISOString() ?? null,
    reason: proposal.reason,
    may: [...may],
  };
}

/** What the next page needs to go on after it. */
export const placeOf = ({ proposedAt, id }: Proposal) => [proposedAt.toISOString(), id] as const;
