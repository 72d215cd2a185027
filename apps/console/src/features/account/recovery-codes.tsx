import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  /** Somebody says that they have them. */
  readonly onKept: () => Promise<void>;
}

/** The recovery codes, shown this once: to be copied or saved, and leaving is asked about before. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const keeping = useMutation({ mutationFn: onKept });
  const text = `${codes.join('\n')}\n`;
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
  return (
    <>
      <div className="notice" data-tone="warn" role="status">
        <h2>{t('me.secondFactor.codesTitle')}</h2>
        <p>{t('me.secondFactor.codesWhy')}</p>
      </div>
      <ul className="recovery-codes mono" aria-label={t('me.secondFactor.codes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="form-actions">
        <Button variant="default" onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
          {t(isCopied ? 'me.secondFactor.copied' : 'me.secondFactor.copy')}
        </Button>
        <Button variant="default" component="a" href={fileOf(text)} download="fieldgate-recovery-codes.txt">
          {t('me.secondFactor.save')}
        </Button>
        <Button loading={keeping.isPending} onClick={() => keeping.mutate()}>
          {t('me.secondFactor.kept')}
        </Button>
      </div>
    </>
  );
}

const fileOf = (text: string) => `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
