import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DispatchAnswer } from '#libs/contracts/http';

interface DispatchedProps {
  readonly items: DispatchAnswer['items'];
  readonly onNext: () => void;
}

/** What became of each device. */
export function Dispatched({ items, onNext }: DispatchedProps) {
  const { t } = useTranslation();
  return (
    <section className="page" aria-labelledby="page-title">
      <h1 id="page-title">{t('dispatch.done', { count: items.length })}</h1>
      <ul className="dispatch-outcomes">
        {items.map(({ id, serialNumber, outcome }) => (
          <li key={id}>
            <span className="mono">{serialNumber}</span>{' '}
            <span className="dimmed">{t(`dispatch.outcome.${outcome}`)}</span>
          </li>
        ))}
      </ul>
      <div>
        <Button onClick={onNext}>{t('dispatch.next')}</Button>
      </div>
    </section>
  );
}
