import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../app/refusal';
import { useProblemWords } from './problem-words';

interface ProblemProps {
  readonly refusal: Refusal;
  /** Asks the same again, where that may help. */
  readonly onRetry?: (() => void) | undefined;
  /** Where to go next. */
  readonly children?: ReactNode;
}

/** A refusal in the reader's words: what, why, what to do next, and its code and request for whoever helps. */
export function Problem({ refusal, onRetry, children }: ProblemProps) {
  const { t } = useTranslation();
  const { title, text } = useProblemWords(refusal);
  return (
    <div className="notice" data-tone="bad" role="alert">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
      {onRetry && (
        <Button variant="default" size="xs" onClick={onRetry}>
          {t('common.tryAgain')}
        </Button>
      )}
      <small className="mono">
        {refusal.code}
        {refusal.correlationId !== undefined && ` · ${t('problem.request', { id: refusal.correlationId })}`}
      </small>
    </div>
  );
}
