import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetDetailsBody } from '#libs/contracts/http';
import { Panel } from '../../../ui/panel';
import { Day, When } from '../../../ui/when';
import { Warranty } from '../states';
import { DeletionDialog } from './deletion-dialog';
import { EditDialog } from './edit-dialog';
import { Fact } from './fact';
import { ProposalDialog } from './proposal-dialog';
import { Proposals } from './proposals';

interface ServiceTabProps {
  readonly asset: AssetDetailsBody;
  /** Leads away from what is there no more. */
  readonly onDeleted: () => void;
}

/** Warranty, number in the ERP system, where it comes from, contract, and who offers to look after it (R3-33…R3-39). */
export function ServiceTab({ asset, onDeleted }: ServiceTabProps) {
  const { t, i18n } = useTranslation();
  const [dialog, setDialog] = useState<'edit' | 'deletion' | 'proposal'>();
  const close = () => setDialog(undefined);
  const mayEdit = asset.may.includes('asset.edit');
  const mayPropose = asset.may.includes('service.propose') && asset.connection === 'new';
  const { equipmentModel, assetKind, externalId, shipDate, warrantyBegin, contract, provider, linkedAt } = asset;
  const none = <span className="dimmed">–</span>;
  return (
    <>
      <Panel
        title={t('asset.service')}
        aside={
          mayEdit && (
            <span className="buttons">
              <Button variant="default" size="xs" onClick={() => setDialog('edit')}>
                {t('asset.editVerb')}
              </Button>
              <Button variant="default" size="xs" onClick={() => setDialog('deletion')}>
                {t('asset.delete')}
              </Button>
            </span>
          )
        }
      >
        <dl className="facts">
          <Fact name={t('assets.column.warranty')}>
            <Warranty {...asset} />
            {warrantyBegin !== null && (
              <div className="dimmed">
                {t('asset.warrantyFrom')} <Day date={warrantyBegin} />
              </div>
            )}
          </Fact>
          <Fact name={t('asset.contract')}>
            {contract ? (
              <>
                <Day date={contract.startDate} /> – <Day date={contract.endDate} />
                <div className="dimmed">{t('common.months', { count: contract.leaseMonths })}</div>
              </>
            ) : (
              none
            )}
          </Fact>
          <Fact name={t('asset.manufacturer')}>{equipmentModel.manufacturer ?? none}</Fact>
          <Fact name={t('assets.field.externalId')}>
            {externalId === null ? none : <span className="mono">{externalId}</span>}
          </Fact>
          <Fact name={t('assets.field.shipDate')}>{shipDate === null ? none : <Day date={shipDate} />}</Fact>
          <Fact name={t('asset.origin')}>{t(asset.migrated ? 'asset.migrated' : 'asset.enteredHere')}</Fact>
          <Fact name={t('asset.enteredBy')}>{provider?.name ?? asset.customer.name}</Fact>
          <Fact name={t('asset.linkedSince')}>
            {linkedAt === null ? <span className="dimmed">{t('asset.notLinked')}</span> : <When at={linkedAt} />}
          </Fact>
          {assetKind.attributes.map(({ key, label, unit }) => {
            const value = asset.attributes[key];
            return (
              <Fact key={key} name={label}>
                {value === undefined ? none : textOf(value)} {value !== undefined && unit}
              </Fact>
            );
          })}
        </dl>
      </Panel>
      <Panel
        title={t('asset.proposals')}
        aside={
          mayPropose && (
            <Button size="xs" onClick={() => setDialog('proposal')}>
              {t('asset.propose')}
            </Button>
          )
        }
      >
        <Proposals asset={asset} />
      </Panel>
      {dialog === 'edit' && <EditDialog asset={asset} onClose={close} />}
      {dialog === 'deletion' && <DeletionDialog asset={asset} onDeleted={onDeleted} onClose={close} />}
      {dialog === 'proposal' && <ProposalDialog asset={asset} onClose={close} />}
    </>
  );

  function textOf(value: string | number | boolean): string {
    if (typeof value === 'boolean') return t(value ? 'telemetry.yes' : 'telemetry.no');
    return typeof value === 'number' ? value.toLocaleString(i18n.language) : value;
  }
}
