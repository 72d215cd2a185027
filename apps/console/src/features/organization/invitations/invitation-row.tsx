import { useTranslation } from 'react-i18next';
import type { InvitationBody } from '#libs/contracts/http';
import { RowMenu } from '../../../ui/row-menu';
import { CopyButton } from '../../../ui/shown-text';
import { StateMark } from '../../../ui/state-mark';
import { When } from '../../../ui/when';

const looks = {
  pending: ['ring', 'warn'],
  accepted: ['check', 'ok'],
  replaced: ['dash', 'unknown'],
  withdrawn: ['dash', 'unknown'],
  expired: ['cross', 'bad'],
} as const;

const mailLooks = {
  queued: ['dots', 'unknown'],
  sent: ['check', 'ok'],
  failed: ['cross', 'bad'],
  superseded: ['dash', 'unknown'],
  none: ['dash', 'unknown'],
} as const;

export type InvitationAct = 'resend' | 'withdraw';

interface InvitationRowProps {
  readonly invitation: InvitationBody;
  /** Of the role it gives, if that is one the organization made. */
  readonly roleName: string | undefined;
  readonly onAct: (act: InvitationAct) => void;
}

/** One invitation: to whom, as what, what became of it and of its mail (R3-24…R3-29). */
export function InvitationRow({ invitation, roleName, onAct }: InvitationRowProps) {
  const { t } = useTranslation();
  const { email, name, role, status, mail, expiresAt, createdAt, link } = invitation;
  const [shape, tone] = looks[status];
  const [mailShape, mailTone] = mailLooks[mail.state];
  return (
    <tr>
      <th scope="row">
        <span className="person-name">{email}</span>
        {name !== null && <div className="dimmed">{name}</div>}
      </th>
      <td data-label={t('organization.column.role')}>{roleName ?? t(`organization.role.${role}`)}</td>
      <td data-label={t('organization.column.invitation')}>
        <StateMark shape={shape} tone={tone}>
          {t(`organization.invitation.${status}`)}
        </StateMark>{' '}
        {status === 'pending' && (
          <span className="dimmed">
            {t('organization.worksUntil')} <When at={expiresAt} precision="day" />
          </span>
        )}
      </td>
      <td data-label={t('organization.column.mail')}>
        <StateMark shape={mailShape} tone={mailTone}>
          {t(`organization.mail.${mail.state}`)}{' '}
          {mail.sentAt !== null && (
            <span className="dimmed">
              <When at={mail.sentAt} />
            </span>
          )}
        </StateMark>
        {mail.state !== 'sent' && mail.lastError !== null && <div className="dimmed">{mail.lastError}</div>}
      </td>
      <td data-label={t('organization.column.invited')}>
        <When at={createdAt} precision="day" />
      </td>
      <td className="row-end">
        <span className="buttons">
          {link !== undefined && (
            <CopyButton
              text={link}
              label={t('organization.copyLink')}
              name={t('organization.copyLinkOf', { name: email })}
            />
          )}
          <RowMenu
            label={t('organization.actionsOf', { name: email })}
            items={actsOn(invitation).map((act) => ({
              word: t(`organization.invitationAct.${act}.verb`),
              isDangerous: act === 'withdraw',
              onChoose: () => onAct(act),
            }))}
          />
        </span>
      </td>
    </tr>
  );
}

/** What was accepted, replaced or withdrawn is over; what is too old can be sent again. */
function actsOn({ status }: InvitationBody): InvitationAct[] {
  if (status === 'pending') return ['resend', 'withdraw'];
  return status === 'expired' ? ['resend'] : [];
}
