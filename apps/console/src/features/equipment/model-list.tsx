import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EquipmentModelBody } from '#libs/contracts/http';
import { GrowingTable } from '../../ui/growing-table';
import { Panel } from '../../ui/panel';
import { StateMark } from '../../ui/state-mark';
import { EditButton } from './edit-button';
import { ModelDialog } from './model-dialog';
import { type Owner, OwnerName } from './owner';
import { modelsQuery } from './requests';

/** Every model that the reader sees; those they may change can be. */
export function ModelList({ owners }: { readonly owners: readonly Owner[] }) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<EquipmentModelBody | 'new'>();
  return (
    <Panel
      title={t('equipment.tabs.models')}
      isNamedAbove
      aside={
        owners.length > 0 && (
          <Button size="xs" onClick={() => setEdited('new')}>
            {t('equipment.addModel')}
          </Button>
        )
      }
    >
      <GrowingTable
        query={useInfiniteQuery(modelsQuery)}
        rowKey={({ id }) => id}
        columns={[
          { header: t('equipment.name'), cell: ({ name }) => name },
          { header: t('equipment.manufacturer'), cell: ({ manufacturer }) => manufacturer ?? '–' },
          { header: t('equipment.kind'), cell: ({ kind }) => kind.name },
          { header: t('equipment.owner'), cell: (model) => <OwnerName {...model} /> },
          { header: t('equipment.state'), cell: (model) => <OfferMark {...model} /> },
          {
            header: t('equipment.action'),
            isAction: true,
            cell: (model) => <EditButton {...model} onEdit={() => setEdited(model)} />,
          },
        ]}
        height={240}
        empty={t('equipment.noModels')}
      />
      {edited !== undefined && (
        <ModelDialog
          {...(edited !== 'new' && { model: edited })}
          owners={owners}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Panel>
  );
}

function OfferMark({ retiredAt }: Pick<EquipmentModelBody, 'retiredAt'>) {
  const { t } = useTranslation();
  return retiredAt === null ? (
    <StateMark shape="disc" tone="ok">
      {t('equipment.offered')}
    </StateMark>
  ) : (
    <StateMark shape="dash" tone="unknown">
      {t('equipment.retired')}
    </StateMark>
  );
}
