import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceContractBody } from '#libs/contracts/http';
import { lazyPart } from '../../ui/lazy-part';
import { Panel } from '../../ui/panel';
import { RemoteView } from '../../ui/remote-view';
import { Day } from '../../ui/when';
import { ContractMark } from './contract-mark';
import { Notices } from './notices';
import { contractQuery } from './requests';

const RenewalDialog = lazyPart(() => import('./renewal-dialog').then((part) => part.RenewalDialog));

interface ContractPageProps {
  readonly id: string;
  readonly back: ReactNode;
  readonly linkToDevice: (deviceId: string, words: ReactNode) => ReactNode;
  readonly linkToContract: (contractId: string, words: ReactNode) => ReactNode;
  /** Leads to the contract that goes on from this one. */
  readonly onRenewed: (contractId: string) => void;
}

/** One contract: whose, for which device, until when, who is told of its end, and its renewal. */
export function ContractPage({ id, back, ...links }: ContractPageProps) {
  const { t } = useTranslation();
  const query = useQuery(contractQuery(id));
  const serial = query.data?.device.serialNumber;
  useEffect(() => {
    if (serial !== undefined) document.title = `${t('contracts.one', { serial })} – Fieldgate`;
  }, [serial, t]);
  return (
    <article className="page device-page" aria-labelledby="page-title">
      <p className="trail">{back}</p>
      <RemoteView query={query} loading={<Skeleton height={280} radius={2} />}>
        {(contract) => <Whole contract={contract} {...links} />}
      </RemoteView>
    </article>
  );
}

type WholeProps = Omit<ContractPageProps, 'id' | 'back'> & { readonly contract: ServiceContractBody };

function Whole({ contract, linkToDevice, linkToContract, onRenewed }: WholeProps) {
  const { t } = useTranslation();
  const [isRenewing, setIsRenewing] = useState(false);
  const { state, customer, provider, device, asset, startDate, endDate, graceEndDate, renewsId, renewedById } =
    contract;
  return (
    <>
      <header className="page-head">
        <div className="device-head">
          <h1 id="page-title">{t('contracts.one', { serial: device.serialNumber })}</h1>
          <p className="device-plate">
            <ContractMark state={state} />
            <span className="dimmed">{customer.name}</span>
          </p>
        </div>
        {contract.may.includes('contract.renew') && (
          <Button onClick={() => setIsRenewing(true)}>{t('contracts.renew.verb')}</Button>
        )}
      </header>
      <Panel title={t('contracts.terms')}>
        <p>{t(`contracts.means.${state}`, { provider: provider.name })}</p>
        <dl className="facts">
          <Fact name={t('contracts.column.customer')}>{customer.name}</Fact>
          <Fact name={t('contracts.provider')}>{provider.name}</Fact>
          <Fact name={t('contracts.column.device')}>
            <span className="mono">{linkToDevice(device.id, device.serialNumber)}</span>
          </Fact>
          <Fact name={t('contracts.column.asset')}>{asset?.name ?? t('contracts.assetGone')}</Fact>
          <Fact name={t('contracts.column.start')}>
            <Day date={startDate} />
          </Fact>
          <Fact name={t('contracts.firstWithout')}>
            <Day date={endDate} />
          </Fact>
          <Fact name={t('contracts.graceEnd')}>
            <Day date={graceEndDate} />
          </Fact>
          <Fact name={t('contracts.column.months')}>{contract.leaseMonths}</Fact>
          <Fact name={t('contracts.number')}>{contract.serviceContractNumber ?? '–'}</Fact>
          <Fact name={t('contracts.order')}>{contract.salesOrderNumber ?? '–'}</Fact>
          {renewsId !== null && (
            <Fact name={t('contracts.before')}>{linkToContract(renewsId, t('contracts.openBefore'))}</Fact>
          )}
          {renewedById !== null && (
            <Fact name={t('contracts.after')}>{linkToContract(renewedById, t('contracts.openAfter'))}</Fact>
          )}
        </dl>
      </Panel>
      <Notices contract={contract} />
      {isRenewing && <RenewalDialog contract={contract} onRenewed={onRenewed} onClose={() => setIsRenewing(false)} />}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
