import type { DeviceBatchBody } from '#libs/contracts/http';

export type BatchKind = DeviceBatchBody['action']['kind'];

/** What each kind of batch asks permission for. */
const asked = {
  suspend: 'device.suspend',
  resume: 'device.suspend',
  assign: 'device.assign',
  'take-back': 'device.assign',
  tag: 'device.edit',
  untag: 'device.edit',
  'revoke-certificates': 'certificate.revoke',
  retire: 'device.retire',
} as const satisfies Record<BatchKind, string>;

/** What somebody may do to many devices, in the order in which it is offered; the API decides anew, device by device. */
export const batchKinds = (mayAct: (action: string) => boolean): readonly BatchKind[] =>
  (Object.keys(asked) as BatchKind[]).filter((kind) => mayAct(asked[kind]));

/** What puts right what a batch did, as far as something does. */
export const undoneBy: Readonly<Partial<Record<BatchKind, 'suspend' | 'resume'>>> = {
  suspend: 'resume',
  resume: 'suspend',
};
