import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetKindBody } from '#libs/contracts/http';
import { GrowingTable } from '../../ui/growing-table';
import { Panel } from '../../ui/panel';
import { EditButton } from './edit-button';
import { KindDialog } from './kind-dialog';
import { type Owner, OwnerName } from './owner';
import { kindsQuery } from './requests';

/** Every kind that the reader sees, with the names of its attributes. */
export function KindList({ owners }: { readonly owners: readonly Owner[] }) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<AssetKindBody | 'new'>();
  return (
    <Panel
      title={t('equipment.tabs.kinds')}
      isNamedAbove
      aside={
        owners.length > 0 && (
          <Button size="xs" onClick={() => setEdited('new')}>
            {t('equipment.addKind')}
          </Button>
        )
      }
    >
      <GrowingTable
        query={useInfiniteQuery(kindsQuery)}
        rowKey={({ id }) => id}
        columns={[
          { header: t('equipment.name'), cell: ({ name }) => name },
          { header: t('equipment.attributes'), cell: ({ attributes }) => attributesIn(attributes) },
          { header: t('equipment.owner'), cell: (kind) => <OwnerName {...kind} /> },
          {
            header: t('equipment.action'),
            isAction: true,
            cell: (kind) => <EditButton {...kind} onEdit={() => setEdited(kind)} />,
          },
        ]}
        height={240}
        empty={t('equipment.noKinds')}
      />
      {edited !== undefined && (
        <KindDialog {...(edited !== 'new' && { kind: edited })} owners={owners} onClose={() => setEdited(undefined)} />
      )}
    </Panel>
  );
}

const attributesIn = (attributes: AssetKindBody['attributes']) =>
  attributes.map(({ label, unit }) => (unit === undefined ? label : `${label} (${unit})`)).join(', ') || '–';
