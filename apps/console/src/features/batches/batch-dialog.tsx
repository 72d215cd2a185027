import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceBatchBody } from '#libs/contracts/http';
import type { Refusal } from '../../app/refusal';
import { Confirm } from '../../ui/confirm';
import { useOnceKey } from '../../ui/once-key';
import { ActionFields } from './action-fields';
import type { BatchKind } from './kinds';
import { type BatchOrder, batchKeys, startBatch } from './requests';
import { actionFrom, isForGood, missingIn, nothingTyped } from './typed-action';

interface BatchDialogProps {
  readonly kind: BatchKind;
  /** Which devices. */
  readonly named: Pick<BatchOrder, 'ids' | 'filter' | 'batchId'>;
  readonly count: number;
  /** The one of the reader's organizations in which the devices are looked for; undefined: in all. */
  readonly own?: string | undefined;
  readonly onStarted: (batchId: string) => void;
  readonly onClose: () => void;
}

/** Says to how many devices what is done and what comes of it, before it is. */
export function BatchDialog({ kind, named, count, own, onStarted, onClose }: BatchDialogProps) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const keyOf = useOnceKey();
  const [typed, setTyped] = useState(nothingTyped);
  const [isTried, setTried] = useState(false);
  const missing = missingIn(kind, typed, count);
  const starting = useMutation<DeviceBatchBody, Refusal, BatchOrder>({
    mutationFn: (order) => startBatch(order, own, keyOf(order)),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: batchKeys.lists });
      onStarted(id);
    },
  });
  const confirm = () => {
    setTried(true);
    if (!missing) starting.mutate({ ...named, action: actionFrom(kind, typed) });
  };
  return (
    <Confirm
      title={t(`batches.title.${kind}`, { count, number: count.toLocaleString(i18n.language) })}
      verb={t(`batches.verb.${kind}`)}
      isDangerous={isForGood(kind)}
      isPending={starting.isPending || starting.isSuccess}
      refusal={starting.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(`batches.means.${kind}`)}</p>
      <p className="dimmed">{t('batches.eachForItself')}</p>
      <ActionFields
        kind={kind}
        count={count}
        typed={typed}
        onType={(change) => setTyped({ ...typed, ...change })}
        missing={isTried ? missing : undefined}
      />
    </Confirm>
  );
}
