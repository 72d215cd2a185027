import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchKind } from './kinds';

const BatchDialog = lazy(async () => ({ default: (await import('./batch-dialog')).BatchDialog }));

interface BatchBarProps {
  readonly chosen: readonly { readonly id: string }[];
  /** What the reader may do. */
  readonly kinds: readonly BatchKind[];
  readonly onClear: () => void;
  readonly onStarted: (batchId: string) => void;
}

/** What can be done to the devices that were chosen. */
export function BatchBar({ chosen, kinds, onClear, onStarted }: BatchBarProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<BatchKind>();
  return (
    <section className="batch-bar" aria-label={t('batches.bar')}>
      <strong role="status">{t('batches.chosen', { count: chosen.length })}</strong>
      <span className="actions">
        {kinds.map((kind) => (
          <Button key={kind} size="xs" variant="default" onClick={() => setAsked(kind)}>
            {t(`batches.verb.${kind}`)}
          </Button>
        ))}
      </span>
      <Button size="xs" variant="subtle" onClick={onClear}>
        {t('batches.chooseNone')}
      </Button>
      {asked && (
        <Suspense fallback={null}>
          <BatchDialog
            kind={asked}
            named={{ ids: chosen.map(({ id }) => id) }}
            count={chosen.length}
            onStarted={onStarted}
            onClose={() => setAsked(undefined)}
          />
        </Suspense>
      )}
    </section>
  );
}
