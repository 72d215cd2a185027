import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface BigCodeProps {
  /** In groups that something parts, as the API writes it. */
  readonly code: string;
  readonly label: string;
  /** What is copied, where it is not the code itself. */
  readonly copies?: { readonly text: string; readonly words: string };
}

/** A code in big groups of four, to be read out or copied. */
export function BigCode({ code, label, copies }: BigCodeProps) {
  const { t } = useTranslation();
  return (
    <div className="big-code">
      <output className="big-code-groups mono" aria-label={label}>
        {code.split('-').map((group, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups have no identity but their place
          <span key={place}>{group}</span>
        ))}
      </output>
      <span className="buttons">
        <Copy text={code} words={t('sharing.copyCode')} />
        {copies && <Copy {...copies} />}
      </span>
    </div>
  );
}

/** Copies, and says that it did; where the browser lets nobody copy there is no button. */
function Copy({ text, words }: { readonly text: string; readonly words: string }) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard) return null;
  const copy = () => void clipboard.writeText(text).then(() => setIsCopied(true));
  return (
    <Button variant="default" size="xs" onClick={copy}>
      <span aria-live="polite">{isCopied ? t('sharing.copied') : words}</span>
    </Button>
  );
}
