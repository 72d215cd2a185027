import { z } from 'zod';
import { DEVICE_TAGS, deviceTag } from '#libs/contracts/http';
import type { BatchKind } from './kinds';
import type { BatchOrder } from './requests';

/** Reasons a person chooses from; the others of RFC 5280 §5.3.1 are the platform's own. */
export const revocationReasons = ['unspecified', 'keyCompromise', 'superseded', 'cessationOfOperation'] as const;

/** What somebody typed and chose for an action. */
export interface TypedAction {
  readonly reason: string;
  readonly revocationReason: (typeof revocationReasons)[number];
  readonly organizationId: string;
  readonly note: string;
  /** Parted by commas. */
  readonly tags: string;
  /** The number of devices, before what cannot be undone. */
  readonly number: string;
}

export const nothingTyped: TypedAction = {
  reason: '',
  revocationReason: 'unspecified',
  organizationId: '',
  note: '',
  tags: '',
  number: '',
};

/** What cannot be undone: whoever does it types to how many devices, so that it is no slip. */
export const isForGood = (kind: BatchKind): boolean => kind === 'retire' || kind === 'revoke-certificates';

export const hasReason = (kind: BatchKind): kind is 'suspend' | 'retire' => kind === 'suspend' || kind === 'retire';

/** What has to be there before an action can be sent. */
export type Missing = 'reason' | 'customer' | 'tags' | 'number';

export const hasTags = (kind: BatchKind): kind is 'tag' | 'untag' => kind === 'tag' || kind === 'untag';

/** The tags that were typed, parted by commas. */
const tagsIn = ({ tags }: TypedAction): string[] =>
  tags
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');

const deviceTagList = z.array(deviceTag).min(1).max(DEVICE_TAGS);

/** What is missing before an action can be sent, the first of it. */
export function missingIn(kind: BatchKind, typed: TypedAction, count: number): Missing | undefined {
  if (hasReason(kind) && typed.reason.trim() === '') return 'reason';
  if (kind === 'assign' && typed.organizationId === '') return 'customer';
  if (hasTags(kind) && !deviceTagList.safeParse(tagsIn(typed)).success) return 'tags';
  return isForGood(kind) && typed.number.replace(/\D/g, '') !== String(count) ? 'number' : undefined;
}

/** The action as the API takes it. */
export function actionFrom(kind: BatchKind, typed: TypedAction): BatchOrder['action'] {
  const note = typed.note.trim();
  if (hasReason(kind)) return { kind, reason: typed.reason.trim() };
  if (kind === 'revoke-certificates') return { kind, reason: typed.revocationReason };
  if (hasTags(kind)) return { kind, tags: tagsIn(typed) };
  if (kind === 'assign') return { kind, organizationId: typed.organizationId, ...(note !== '' && { note }) };
  return { kind };
}
