import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteDetailsBody, SiteGrantBody } from '#libs/contracts/http';
import { itemsOf, Older } from '../../ui/older';
import { Panel } from '../../ui/panel';
import { RemoteView } from '../../ui/remote-view';
import { AccessLog } from './access-log';
import { InviteDialog } from './invite-dialog';
import { PermissionRow } from './permission-row';
import { permissionsQuery } from './requests';
import { WithdrawalDialog } from './withdrawal-dialog';

interface PermissionsTabProps {
  readonly site: SiteDetailsBody;
  /** Who reads. */
  readonly personId: string | undefined;
  readonly isInviting: boolean;
  readonly onInvite: (isOpen: boolean) => void;
}

/** Everybody who has access to a site, and every share with its state (R4-06, R4-18). */
export function PermissionsTab({ site, personId, isInviting, onInvite }: PermissionsTabProps) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(permissionsQuery(site.id));
  const [withdrawn, setWithdrawn] = useState<SiteGrantBody>();
  const mayShare = site.may.includes('site.share');
  return (
    <>
      <Panel
        title={t('sharing.title')}
        aside={
          mayShare && (
            <Button size="xs" onClick={() => onInvite(true)}>
              {t('sharing.invite.verb')}
            </Button>
          )
        }
      >
        {site.access !== 'own' && <p className="dimmed">{t('sharing.ownEntries')}</p>}
        <RemoteView query={query} loading={<Skeleton height={200} radius={2} />}>
          {(data) => (
            <>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('sharing.column.who')}</th>
                    <th scope="col">{t('sharing.column.through')}</th>
                    <th scope="col">{t('sharing.column.may')}</th>
                    <th scope="col">{t('sharing.column.until')}</th>
                    <th scope="col">{t('sharing.column.state')}</th>
                    <th scope="col" aria-label={t('sharing.withdraw')} />
                  </tr>
                </thead>
                <tbody>
                  {itemsOf(data).map((permission) => (
                    <PermissionRow
                      key={keyOf(permission)}
                      permission={permission}
                      owner={site.organizationName}
                      personId={personId}
                      onWithdraw={setWithdrawn}
                    />
                  ))}
                </tbody>
              </table>
              <Older query={query} />
            </>
          )}
        </RemoteView>
      </Panel>
      {site.may.includes('audit.read') && <AccessLog siteId={site.id} />}
      {isInviting && mayShare && <InviteDialog site={site} onClose={() => onInvite(false)} />}
      {withdrawn && (
        <WithdrawalDialog
          siteId={site.id}
          grant={withdrawn}
          isOwn={withdrawn.person?.id === personId}
          onClose={() => setWithdrawn(undefined)}
        />
      )}
    </>
  );
}

function keyOf(permission: Parameters<typeof PermissionRow>[0]['permission']): string {
  if (permission.kind === 'grant') return permission.id;
  return permission.kind === 'owner' ? permission.organization.id : permission.person.id;
}
