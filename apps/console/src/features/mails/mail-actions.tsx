import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxMailBody } from '#libs/contracts/http';
import type { Refusal } from '../../app/refusal';
import { useProblemWords } from '../../ui/problem-words';
import { mailKeys, retryMail } from './requests';

/** What can be done about a mail that is of use: send it again, or hand its link over. */
export function MailActions({ mail: { id, state, link } }: { readonly mail: OutboxMailBody }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const retrying = useMutation<OutboxMailBody, Refusal>({
    mutationFn: () => retryMail(id),
    onSettled: () => client.invalidateQueries({ queryKey: mailKeys.lists }),
  });
  if (state === 'superseded') return null;
  return (
    <span className="mail-actions">
      {state !== 'sent' && (
        <Button variant="default" size="compact-xs" loading={retrying.isPending} onClick={() => retrying.mutate()}>
          {t('mails.retry')}
        </Button>
      )}
      {link !== undefined && <CopyLink link={link} />}
      {retrying.error && <Refused refusal={retrying.error} />}
    </span>
  );
}

function Refused({ refusal }: { readonly refusal: Refusal }) {
  const { title } = useProblemWords(refusal);
  return (
    <span role="alert" className="mail-refused">
      {title}
    </span>
  );
}

/** Puts the link on the clipboard; where browsers have none, shows it to be copied by hand. */
function CopyLink({ link }: { readonly link: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied('yes');
    } catch {
      setCopied('no'); // Refused, or no secure context: then there is no clipboard.
    }
  };
  return (
    <>
      <Button variant="default" size="compact-xs" onClick={() => void copy()}>
        {t(copied === 'yes' ? 'mails.copied' : 'mails.copyLink')}
      </Button>
      {copied === 'no' && <span className="mono mail-link">{link}</span>}
    </>
  );
}
