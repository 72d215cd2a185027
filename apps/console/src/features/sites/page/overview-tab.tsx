import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteDetailsBody } from '#libs/contracts/http';
import { Panel } from '../../../ui/panel';
import { When } from '../../../ui/when';
import { ChangeDialog } from './change-dialog';
import { DeletionDialog } from './deletion-dialog';

interface OverviewTabProps {
  readonly site: SiteDetailsBody;
  readonly linkToDevices: (words: ReactNode) => ReactNode;
  readonly linkToAssets: (words: ReactNode) => ReactNode;
  readonly onDeleted: () => void;
}

/** Where the site is, whose, and what stands there. */
export function OverviewTab({ site, linkToDevices, linkToAssets, onDeleted }: OverviewTabProps) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'change' | 'deletion'>();
  const close = () => setDialog(undefined);
  const mayEdit = site.may.includes('site.edit');
  return (
    <>
      <Panel
        title={t('sites.overview.title')}
        aside={
          mayEdit && (
            <span className="buttons">
              <Button variant="default" size="xs" onClick={() => setDialog('change')}>
                {t('sites.change.title')}
              </Button>
              {site.access === 'own' && (
                <Button variant="default" size="xs" onClick={() => setDialog('deletion')}>
                  {t('sites.delete.verb')}
                </Button>
              )}
            </span>
          )
        }
      >
        <dl className="facts">
          <Fact name={t('sites.column.organization')}>{site.organizationName}</Fact>
          <Fact name={t('sites.field.address')}>
            {site.address ?? <Missing words={t('sites.overview.noAddress')} />}
          </Fact>
          <Fact name={t('sites.overview.position')}>
            {site.lat === null || site.lon === null ? (
              <Missing words={t('sites.overview.noPosition')} />
            ) : (
              <span className="mono">
                {site.lat.toFixed(5)}°, {site.lon.toFixed(5)}°
              </span>
            )}
          </Fact>
          <Fact name={t('sites.field.timeZone')}>
            {site.timeZone?.replaceAll('_', ' ') ?? t('sites.field.zoneOfOwner')}
          </Fact>
          <Fact name={t('sites.column.devices')}>
            {linkToDevices(t('sites.overview.devices', { count: site.devices }))}
          </Fact>
          <Fact name={t('sites.column.assets')}>
            {linkToAssets(t('sites.overview.assets', { count: site.assets }))}
          </Fact>
          <Fact name={t('sites.column.made')}>
            <When at={site.createdAt} />
          </Fact>
          <Fact name={t('sites.overview.changed')}>
            <When at={site.updatedAt} />
          </Fact>
        </dl>
      </Panel>
      {dialog === 'change' && <ChangeDialog site={site} onClose={close} />}
      {dialog === 'deletion' && <DeletionDialog site={site} onDeleted={onDeleted} onClose={close} />}
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

const Missing = ({ words }: { readonly words: string }) => <span className="dimmed">{words}</span>;
