import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationBody } from '#libs/contracts/http';
import type { Refusal } from '../../../app/refusal';
import { Confirm } from '../../../ui/confirm';
import { itemsOf, Older } from '../../../ui/older';
import { Panel } from '../../../ui/panel';
import { RemoteView } from '../../../ui/remote-view';
import { ShownText } from '../../../ui/shown-text';
import type { PartProps } from '../part';
import { rolesQuery } from '../people/requests';
import { organizationKeys } from '../requests';
import { InvitationFile } from './invitation-file';
import { type InvitationAct, InvitationRow } from './invitation-row';
import { InviteForm } from './invite-form';
import { invitationsQuery, resend, withdraw } from './requests';

interface Asked {
  readonly act: InvitationAct;
  readonly invitation: InvitationBody;
}

/** Who was invited, and what became of it: copy the link, send it again, take it back (R3-25…R3-29). */
export function InvitationsTab({ organization, doing, onDo }: PartProps) {
  const { t } = useTranslation();
  const { id } = organization;
  const query = useInfiniteQuery(invitationsQuery(id));
  const { data: roles = [] } = useQuery(rolesQuery(id));
  const [sent, setSent] = useState<InvitationBody>();
  const [asked, setAsked] = useState<Asked>();
  const close = () => onDo(undefined);
  const show = (invitation: InvitationBody) => {
    setSent(invitation);
    close();
  };
  return (
    <>
      {doing === 'invite' && (
        <Panel title={t('organization.inviteTitle')}>
          <div className="organization-sheet">
            <InviteForm organization={organization} onInvited={show} onClose={close} />
          </div>
        </Panel>
      )}
      {doing === 'file' && (
        <Panel title={t('organization.fileTitle')}>
          <InvitationFile id={id} onClose={close} />
        </Panel>
      )}
      {sent && <Sent invitation={sent} onClose={() => setSent(undefined)} />}
      <Panel
        title={t('organization.invitations')}
        aside={
          doing !== 'invite' &&
          doing !== 'file' && (
            <span className="buttons">
              <Button variant="default" size="xs" onClick={() => onDo('file')}>
                {t('organization.inviteFile')}
              </Button>
              <Button size="xs" onClick={() => onDo('invite')}>
                {t('organization.invite')}
              </Button>
            </span>
          )
        }
      >
        <RemoteView
          query={query}
          loading={<Skeleton height={200} radius={2} />}
          isEmpty={(data) => itemsOf(data).length === 0}
          empty={<p className="dimmed">{t('organization.noInvitations')}</p>}
        >
          {(data) => (
            <>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('organization.column.person')}</th>
                    <th scope="col">{t('organization.column.role')}</th>
                    <th scope="col">{t('organization.column.invitation')}</th>
                    <th scope="col">{t('organization.column.mail')}</th>
                    <th scope="col">{t('organization.column.invited')}</th>
                    <th scope="col">
                      <span className="away">{t('organization.column.actions')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {itemsOf(data).map((invitation) => (
                    <InvitationRow
                      key={invitation.id}
                      invitation={invitation}
                      roleName={roles.find((role) => role.id === invitation.customRoleId)?.name}
                      onAct={(act) => setAsked({ act, invitation })}
                    />
                  ))}
                </tbody>
              </table>
              <Older query={query} />
            </>
          )}
        </RemoteView>
      </Panel>
      {asked && <InvitationDialog id={id} asked={asked} onResent={setSent} onClose={() => setAsked(undefined)} />}
    </>
  );
}

/** What was just sent, with its link for whoever wants to hand it over (R3-28). */
function Sent({ invitation, onClose }: { readonly invitation: InvitationBody; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="notice" data-tone="ok" role="status">
      <h2>{t('organization.invited', { email: invitation.email })}</h2>
      <p>{t('organization.invitedNext')}</p>
      {invitation.link !== undefined && <ShownText text={invitation.link} label={t('organization.copyLink')} />}
      <Button variant="default" size="xs" onClick={onClose}>
        {t('common.close')}
      </Button>
    </div>
  );
}

interface InvitationDialogProps {
  readonly id: string;
  readonly asked: Asked;
  readonly onResent: (invitation: InvitationBody) => void;
  readonly onClose: () => void;
}

/** Either ends the link that is out there, and says so before. */
function InvitationDialog({ id, asked: { act, invitation }, onResent, onClose }: InvitationDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const sending = useMutation<InvitationBody | undefined, Refusal>({
    mutationFn: () => (act === 'resend' ? resend(id, invitation.id) : withdraw(id, invitation.id)),
    onSuccess: async (again) => {
      await client.invalidateQueries({ queryKey: organizationKeys.all(id) });
      if (again) onResent(again);
      onClose();
    },
  });
  return (
    <Confirm
      title={t(`organization.invitationAct.${act}.title`, { email: invitation.email })}
      verb={t(`organization.invitationAct.${act}.verb`)}
      isDangerous={act === 'withdraw'}
      isPending={sending.isPending}
      refusal={sending.error}
      onConfirm={() => sending.mutate()}
      onClose={onClose}
    >
      <p>{t(`organization.invitationAct.${act}.means`)}</p>
    </Confirm>
  );
}
