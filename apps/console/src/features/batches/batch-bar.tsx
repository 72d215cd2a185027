import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchKind } from './kinds';
import type { BatchOrder } from './requests';

const BatchDialog = lazy(async () => ({ default: (await import('./batch-dialog')).BatchDialog }));

interface BatchBarProps {
  /** One by one. */
  readonly chosen: readonly { readonly id: string }[];
  /** All that the list finds, where it is known how many they are and one batch takes them. */
  readonly all: { readonly filter: NonNullable<BatchOrder['filter']>; readonly count: number } | undefined;
  /** All of it is chosen. */
  readonly isAll: boolean;
  /** The one of the reader's organizations in which they look; undefined: in all. */
  readonly own: string | undefined;
  /** What the reader may do. */
  readonly kinds: readonly BatchKind[];
  readonly onChooseAll: () => void;
  readonly onClear: () => void;
  readonly onStarted: (batchId: string) => void;
}

/** What can be done to the devices that were chosen. */
export function BatchBar({ chosen, all, isAll, own, kinds, onChooseAll, onClear, onStarted }: BatchBarProps) {
  const { t, i18n } = useTranslation();
  const [asked, setAsked] = useState<BatchKind>();
  const whole = isAll ? all : undefined;
  const number = all?.count.toLocaleString(i18n.language);
  return (
    <section className="batch-bar" aria-label={t('batches.bar')}>
      <strong role="status">
        {whole ? t('batches.allChosen', { number }) : t('batches.chosen', { count: chosen.length })}
      </strong>
      {all && !whole && all.count > chosen.length && (
        <Button size="xs" variant="subtle" onClick={onChooseAll}>
          {t('batches.chooseAll', { number })}
        </Button>
      )}
      <Button size="xs" variant="subtle" onClick={onClear}>
        {t('batches.chooseNone')}
      </Button>
      <span className="actions">
        {kinds.map((kind) => (
          <Button key={kind} size="xs" variant="default" onClick={() => setAsked(kind)}>
            {t(`batches.verb.${kind}`)}
          </Button>
        ))}
      </span>
      {asked && (
        <Suspense fallback={null}>
          <BatchDialog
            kind={asked}
            named={whole ? { filter: whole.filter } : { ids: chosen.map(({ id }) => id) }}
            count={whole?.count ?? chosen.length}
            own={own}
            onStarted={onStarted}
            onClose={() => setAsked(undefined)}
          />
        </Suspense>
      )}
    </section>
  );
}
