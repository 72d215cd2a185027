import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CreatedApiKeyBody } from '#libs/contracts/http';
import { ShownText } from '../../../ui/shown-text';

interface CreatedKeyProps {
  readonly created: CreatedApiKeyBody;
  readonly onKept: () => void;
}

/** The key, this once: leaving the page is asked about until somebody says that they have it. */
export function CreatedKey({ created: { name, key }, onKept }: CreatedKeyProps) {
  const { t } = useTranslation();
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
  return (
    <div className="notice" data-tone="warn" role="status">
      <h2>{t('organization.keyOnce', { name })}</h2>
      <p>{t('organization.keyOnceWhy')}</p>
      <ShownText text={key} label={t('organization.copyKey')} />
      <Button size="xs" onClick={onKept}>
        {t('organization.keyKept')}
      </Button>
    </div>
  );
}
