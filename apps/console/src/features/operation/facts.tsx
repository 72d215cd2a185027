import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { COUNTED_AT_MOST } from '#libs/contracts/http';
import { StateMark } from '../../ui/state-mark';

export interface Fact {
  readonly name: string;
  readonly value: number | string;
  /** Somebody has to do something about it. */
  readonly isBad?: boolean;
  readonly note?: ReactNode;
  /** Counted to its end, however much it is. */
  readonly isWhole?: boolean;
}

/** Numbers with their names, side by side; a number that was not counted to its end says so. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const { t, i18n } = useTranslation();
  const words = ({ value, isWhole = false }: Fact) => {
    if (typeof value === 'string') return value;
    const isMany = !isWhole && value > COUNTED_AT_MOST;
    const shown = (isMany ? COUNTED_AT_MOST : value).toLocaleString(i18n.language, { maximumFractionDigits: 1 });
    return isMany ? t('operation.moreThan', { number: shown }) : shown;
  };
  return (
    <dl className="operation-facts">
      {facts.map((fact) => (
        <div key={fact.name}>
          <dt>{fact.name}</dt>
          <dd>
            {fact.isBad ? (
              <StateMark shape="triangle" tone="bad">
                <strong>{words(fact)}</strong>
              </StateMark>
            ) : (
              <strong>{words(fact)}</strong>
            )}
            {fact.note && <span className="dimmed">{fact.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
