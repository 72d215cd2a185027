import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contractPage, type ServiceContractBody } from '#libs/contracts/http';
import { itemsOf, Older } from '../../../ui/older';
import { Panel } from '../../../ui/panel';
import { RemoteView } from '../../../ui/remote-view';
import { StateMark } from '../../../ui/state-mark';
import { Day } from '../../../ui/when';
import { useLinks } from '../links';
import type { PartProps } from '../part';
import { listOf, organizationKeys } from '../requests';

const looks = {
  upcoming: ['frame', 'unknown'],
  active: ['check', 'ok'],
  ending: ['triangle', 'warn'],
  grace: ['triangle', 'bad'],
  lapsed: ['cross', 'bad'],
  renewed: ['dash', 'unknown'],
} as const;

const contractsQuery = (id: string) =>
  listOf<ServiceContractBody>(id, 'contracts', contractPage, { path: '/contracts', query: { customerId: id } });

interface ContractsTabProps extends PartProps {
  /** Asks how the service of a contract goes on. */
  readonly renewalDialog: (contract: ServiceContractBody, onRenewed: () => void, onClose: () => void) => ReactNode;
}

/** What the customer bought: for which device, from when until when, and its renewal. */
export function ContractsTab({ organization: { id, may }, renewalDialog }: ContractsTabProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const read = () => void client.invalidateQueries({ queryKey: organizationKeys.all(id) });
  const query = useInfiniteQuery(contractsQuery(id));
  const [renewed, setRenewed] = useState<ServiceContractBody>();
  return (
    <Panel title={t('organization.contracts')}>
      <RemoteView
        query={query}
        loading={<Skeleton height={200} radius={2} />}
        isEmpty={(data) => itemsOf(data).length === 0}
        empty={<p className="dimmed">{t('organization.noContracts')}</p>}
      >
        {(data) => (
          <>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('organization.column.device')}</th>
                  <th scope="col">{t('organization.column.asset')}</th>
                  <th scope="col">{t('organization.column.from')}</th>
                  <th scope="col">{t('organization.column.end')}</th>
                  <th scope="col">{t('organization.column.state')}</th>
                  <th scope="col">
                    <span className="away">{t('organization.column.actions')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {itemsOf(data).map((contract) => (
                  <Row
                    key={contract.id}
                    contract={contract}
                    onRenew={
                      may.includes('contract.renew') && contract.renewedById === null
                        ? () => setRenewed(contract)
                        : undefined
                    }
                  />
                ))}
              </tbody>
            </table>
            <Older query={query} label={t('organization.more')} />
          </>
        )}
      </RemoteView>
      {renewed && renewalDialog(renewed, read, () => setRenewed(undefined))}
    </Panel>
  );
}

interface RowProps {
  readonly contract: ServiceContractBody;
  readonly onRenew: (() => void) | undefined;
}

function Row({ contract, onRenew }: RowProps) {
  const { t } = useTranslation();
  const { Device } = useLinks();
  const { device, asset, startDate, endDate, leaseMonths, state } = contract;
  const [shape, tone] = looks[state];
  return (
    <tr>
      <th scope="row">
        <Device id={device.id}>{device.serialNumber}</Device>
      </th>
      <td data-label={t('organization.column.asset')}>{asset?.name ?? <span className="dimmed">–</span>}</td>
      <td data-label={t('organization.column.from')}>
        <Day date={startDate} /> <span className="dimmed">{t('organization.months', { count: leaseMonths })}</span>
      </td>
      <td data-label={t('organization.column.end')}>
        <Day date={endDate} />
      </td>
      <td data-label={t('organization.column.state')}>
        <StateMark shape={shape} tone={tone}>
          {t(`organization.contractState.${state}`)}
        </StateMark>
      </td>
      <td className="row-end">
        {onRenew && (
          <Button
            variant="default"
            size="compact-xs"
            onClick={onRenew}
            aria-label={t('organization.renewOne', { device: device.serialNumber })}
          >
            {t('organization.renew')}
          </Button>
        )}
      </td>
    </tr>
  );
}
