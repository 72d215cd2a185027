import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Entrance } from '../../ui/entrance';
import { FormBody } from '../../ui/form-body';
import { Problem } from '../../ui/problem';
import { useSendingForm } from '../../ui/use-sending-form';
import { isLinkEnded } from './link-state';
import { confirmAddress } from './requests';

interface AddressPageProps {
  readonly token: string;
  readonly onConfirmed: () => Promise<void>;
  readonly wayOut: ReactNode;
}

/** Confirms another address to sign in with (R0-07). By a button: programs that look into mails follow links, too. */
export function AddressPage({ token, onConfirmed, wayOut }: AddressPageProps) {
  const { t } = useTranslation();
  const sending = useSendingForm({
    schema: z.strictObject({}),
    start: {},
    send: async () => {
      await confirmAddress(token);
      await onConfirmed();
    },
  });
  const view = () => {
    if (sending.isDone)
      return (
        <div className="notice" data-tone="ok" role="status">
          <h2>{t('account.address.done')}</h2>
          <p>{t('account.address.doneNext')}</p>
        </div>
      );
    if (isLinkEnded(sending.refusal))
      return (
        <Problem refusal={sending.refusal}>
          <p>{t('account.address.again')}</p>
        </Problem>
      );
    return (
      <>
        <p>{t('account.address.why')}</p>
        <FormBody sending={sending} action={t('account.address.action')} isWide />
      </>
    );
  };
  return (
    <Entrance title={t('account.address.title')}>
      {view()}
      {wayOut}
    </Entrance>
  );
}
