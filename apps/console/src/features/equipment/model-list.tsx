import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EquipmentModelBody } from '#libs/contracts/http';
import { itemsOf, Older } from '../../ui/older';
import { Panel } from '../../ui/panel';
import { RemoteView } from '../../ui/remote-view';
import { StateMark } from '../../ui/state-mark';
import { ModelDialog } from './model-dialog';
import type { Owner } from './owner';
import { modelsQuery } from './requests';

/** Every model that the reader sees; those they may change can be. */
export function ModelList({ owners }: { readonly owners: readonly Owner[] }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(modelsQuery);
  const [edited, setEdited] = useState<EquipmentModelBody | 'new'>();
  return (
    <Panel
      title={t('equipment.tabs.models')}
      aside={
        owners.length > 0 && (
          <Button size="xs" onClick={() => setEdited('new')}>
            {t('equipment.addModel')}
          </Button>
        )
      }
    >
      <RemoteView
        query={query}
        loading={<Skeleton height={240} radius={2} />}
        isEmpty={(data) => itemsOf(data).length === 0}
        empty={<p className="dimmed">{t('equipment.noModels')}</p>}
      >
        {(data) => (
          <>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('equipment.name')}</th>
                  <th scope="col">{t('equipment.manufacturer')}</th>
                  <th scope="col">{t('equipment.kind')}</th>
                  <th scope="col">{t('equipment.owner')}</th>
                  <th scope="col">{t('equipment.state')}</th>
                  <th scope="col">
                    <span className="away">{t('equipment.action')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {itemsOf(data).map((model) => (
                  <Row key={model.id} model={model} onEdit={() => setEdited(model)} />
                ))}
              </tbody>
            </table>
            <Older query={query} />
          </>
        )}
      </RemoteView>
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

function Row({ model, onEdit }: { readonly model: EquipmentModelBody; readonly onEdit: () => void }) {
  const { t } = useTranslation();
  const { name, manufacturer, kind, organizationId, retiredAt, mayChange } = model;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label={t('equipment.manufacturer')}>{manufacturer ?? '–'}</td>
      <td data-label={t('equipment.kind')}>{kind.name}</td>
      <td data-label={t('equipment.owner')}>
        {t(organizationId === null ? 'equipment.everybody' : 'equipment.ofProvider')}
      </td>
      <td data-label={t('equipment.state')}>
        {retiredAt === null ? (
          <StateMark shape="disc" tone="ok">
            {t('equipment.offered')}
          </StateMark>
        ) : (
          <StateMark shape="dash" tone="unknown">
            {t('equipment.retired')}
          </StateMark>
        )}
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
