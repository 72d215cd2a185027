import { useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import type { ServiceContractBody } from '#libs/contracts/http';
import { Day } from '../../../ui/when';
import { useLinks } from '../links';
import { nextEndQuery } from '../requests';

/** States in which something is to be done about the end. */
const tones: Partial<Record<ServiceContractBody['state'], 'warn' | 'bad'>> = {
  ending: 'warn',
  grace: 'bad',
  lapsed: 'bad',
};

/** The end of the contract that comes first, as a sentence; nothing while it is not known. */
export function ContractEnd({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { Tab } = useLinks();
  const { data: contract } = useQuery(nextEndQuery(id));
  if (contract === undefined) return null;
  if (contract === null) return <p className="dimmed">{t('organization.noEnd')}</p>;
  const tone = tones[contract.state];
  return (
    <p className={tone ? 'notice notice-line' : ''} {...(tone && { 'data-tone': tone })}>
      <span>
        <Trans
          i18nKey={contract.state === 'grace' ? 'organization.ended' : 'organization.ends'}
          values={{ device: contract.device.serialNumber }}
          components={{ day: <Day date={contract.endDate} />, mono: <span className="mono" /> }}
        />
      </span>{' '}
      <Tab tab="contracts">{t('organization.toContracts')}</Tab>
    </p>
  );
}
