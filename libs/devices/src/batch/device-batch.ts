import type { DeviceBatchAction, DeviceBatchBody, DeviceBatchRowBody, NewDeviceBatch } from '#libs/contracts/http';
import type { Action } from '#libs/identity';
import type { DeviceId, OrganizationId, PersonId } from '#libs/kernel';

export type DeviceBatchStatus = DeviceBatchBody['status'];
export type DeviceBatchOutcome = NonNullable<DeviceBatchRowBody['outcome']>;

/** What is done to many devices, a device at a time. */
export interface DeviceBatch {
  readonly id: string;
  /** One of those through which whoever started it may do this. */
  readonly organizationId: OrganizationId;
  readonly organizationPath: string;
  readonly createdById: PersonId;
  /** The program that started it, if it was one. */
  readonly apiKeyId: string | null;
  readonly action: DeviceBatchAction;
  readonly filter: NonNullable<NewDeviceBatch['filter']> | null;
  readonly status: DeviceBatchStatus;
  readonly total: number;
  readonly counts: Readonly<Record<DeviceBatchOutcome, number>>;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Why the operation on one device was refused. */
export interface DeviceProblem {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** A device of a batch. */
export interface DeviceBatchRow {
  /** From 1. */
  readonly number: number;
  readonly deviceId: DeviceId;
  /** Null: not known yet, or none that whoever started it sees. */
  readonly serialNumber: string | null;
  /** Null: not dealt with yet. */
  readonly outcome: DeviceBatchOutcome | null;
  readonly problem: DeviceProblem | null;
}

/** Batches of one organization that are not at their end, at most. */
export const UNFINISHED_BATCHES = 20;

/** What each kind of batch asks permission for, device by device. */
export const actionOf = {
  suspend: 'device.suspend',
  resume: 'device.suspend',
  retire: 'device.retire',
  assign: 'device.assign',
  'take-back': 'device.assign',
  tag: 'device.edit',
  untag: 'device.edit',
  'revoke-certificates': 'certificate.revoke',
} as const satisfies Record<DeviceBatchAction['kind'], Action>;

/** How many devices were dealt with. */
export const dealtWith = ({ counts }: Pick<DeviceBatch, 'counts'>): number =>
  counts.done + counts.unchanged + counts.refused;
