import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ImportBody } from '#libs/contracts/http';
import { Panel } from '../../ui/panel';
import { RemoteView } from '../../ui/remote-view';
import { save } from '../../ui/save';
import { importColumnsQuery } from './requests';
import { templateOf } from './template';

/** What a file of one kind names in its first line, and a template to begin with. */
export function ColumnsPanel({ kind }: { readonly kind: ImportBody['kind'] }) {
  const { t } = useTranslation();
  const query = useQuery(importColumnsQuery);
  const columns = query.data?.items.find((item) => item.kind === kind);
  const saveTemplate = () => {
    if (columns) save(`${kind}.csv`, new Blob([templateOf(columns)], { type: 'text/csv' }));
  };
  return (
    <Panel
      title={t('imports.columnsTitle', { kind: t(`imports.kind.${kind}`) })}
      aside={
        <Button variant="default" size="xs" disabled={!columns} onClick={saveTemplate}>
          {t('imports.template')}
        </Button>
      }
    >
      <RemoteView query={query} loading={<Skeleton height={140} radius={2} />}>
        {() =>
          columns && (
            <>
              <dl className="import-columns">
                <dt>{t('imports.required')}</dt>
                <dd className="mono">{columns.required.join(', ')}</dd>
                {columns.oneOf.map((group) => (
                  <Group key={group.join()} names={group} />
                ))}
                <dt>{t('imports.optional')}</dt>
                <dd className="mono">
                  {columns.optional.filter((name) => !columns.oneOf.flat().includes(name)).join(', ')}
                </dd>
              </dl>
              {columns.prefix !== null && <p className="dimmed">{t('imports.prefix', { prefix: columns.prefix })}</p>}
              <p className="dimmed">{t('imports.form')}</p>
            </>
          )
        }
      </RemoteView>
    </Panel>
  );
}

function Group({ names }: { readonly names: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{t('imports.oneOf')}</dt>
      <dd className="mono">{names.join(', ')}</dd>
    </>
  );
}
