import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetKindBody } from '#libs/contracts/http';
import { itemsOf, Older } from '../../ui/older';
import { Panel } from '../../ui/panel';
import { RemoteView } from '../../ui/remote-view';
import { KindDialog } from './kind-dialog';
import type { Owner } from './owner';
import { kindsQuery } from './requests';

/** Every kind that the reader sees, with the names of its attributes. */
export function KindList({ owners }: { readonly owners: readonly Owner[] }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(kindsQuery);
  const [edited, setEdited] = useState<AssetKindBody | 'new'>();
  return (
    <Panel
      title={t('equipment.tabs.kinds')}
      aside={
        owners.length > 0 && (
          <Button size="xs" onClick={() => setEdited('new')}>
            {t('equipment.addKind')}
          </Button>
        )
      }
    >
      <RemoteView
        query={query}
        loading={<Skeleton height={240} radius={2} />}
        isEmpty={(data) => itemsOf(data).length === 0}
        empty={<p className="dimmed">{t('equipment.noKinds')}</p>}
      >
        {(data) => (
          <>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('equipment.name')}</th>
                  <th scope="col">{t('equipment.attributes')}</th>
                  <th scope="col">{t('equipment.owner')}</th>
                  <th scope="col">
                    <span className="away">{t('equipment.action')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {itemsOf(data).map((kind) => (
                  <Row key={kind.id} kind={kind} onEdit={() => setEdited(kind)} />
                ))}
              </tbody>
            </table>
            <Older query={query} />
          </>
        )}
      </RemoteView>
      {edited !== undefined && (
        <KindDialog {...(edited !== 'new' && { kind: edited })} owners={owners} onClose={() => setEdited(undefined)} />
      )}
    </Panel>
  );
}

function Row({ kind, onEdit }: { readonly kind: AssetKindBody; readonly onEdit: () => void }) {
  const { t } = useTranslation();
  const { name, attributes, organizationId, mayChange } = kind;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label={t('equipment.attributes')}>
        {attributes.length === 0
          ? '–'
          : attributes.map(({ label, unit }) => (unit === undefined ? label : `${label} (${unit})`)).join(', ')}
      </td>
      <td data-label={t('equipment.owner')}>
        {t(organizationId === null ? 'equipment.everybody' : 'equipment.ofProvider')}
      </td>
      <td>
        {mayChange && (
          <Button variant="default" size="compact-xs" aria-label={t('equipment.editOne', { name })} onClick={onEdit}>
            {t('equipment.edit')}
          </Button>
        )}
      </td>
    </tr>
  );
}
