import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface CopyButtonProps {
  readonly text: string;
  /** What it does, as a verb. */
  readonly label: string;
  /** For whoever hears a list of such buttons. */
  readonly name?: string;
}

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text, label, name }: CopyButtonProps) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <>
      <Button
        variant="default"
        size="xs"
        onClick={() => void copy()}
        {...(name !== undefined && !isCopied && { 'aria-label': name })}
      >
        {isCopied ? t('common.copied') : label}
      </Button>
      <span className="away" role="status">
        {isCopied && t('common.copied')}
      </span>
    </>
  );
}

interface ShownTextProps {
  /** Such as a link or a key, which is read whole or not at all. */
  readonly text: string;
  readonly label: string;
}

/** A long text that is to be taken along: all of it in sight, and copied by a press. */
export function ShownText({ text, label }: ShownTextProps) {
  return (
    <div className="shown-text">
      <code className="mono">{text}</code>
      <CopyButton text={text} label={label} />
    </div>
  );
}
