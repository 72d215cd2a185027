import { useTranslation } from 'react-i18next';
import type { MemberBody, OrganizationDetailsBody } from '#libs/contracts/http';
import { RowMenu } from '../../../ui/row-menu';
import { CopyButton } from '../../../ui/shown-text';
import { StateMark } from '../../../ui/state-mark';
import { When } from '../../../ui/when';
import type { PersonAct } from './person-dialog';

interface PersonRowProps {
  readonly organization: OrganizationDetailsBody;
  readonly member: MemberBody;
  readonly isSelf: boolean;
  readonly onAct: (act: PersonAct | 'edit') => void;
}

/** One person: name, role, whether the account is active, since when and how they came. */
export function PersonRow({ organization, member, isSelf, onAct }: PersonRowProps) {
  const { t } = useTranslation();
  const { person, role, customRole, status, joinedAt, addedBy, activationLink } = member;
  const name = `${person.firstName} ${person.lastName}`;
  const provider = addedBy?.provider?.name;
  return (
    <tr>
      <th scope="row">
        <span className="person-name">{name}</span> {isSelf && <span className="dimmed">{t('organization.self')}</span>}
        <div className="dimmed">
          {person.email}
          {person.phone !== null && ` · ${person.phone}`}
        </div>
      </th>
      <td data-label={t('organization.column.role')}>{customRole?.name ?? t(`organization.role.${role}`)}</td>
      <td data-label={t('organization.column.account')}>
        <StateMark shape={status === 'active' ? 'disc' : 'ring'} tone={status === 'active' ? 'ok' : 'warn'}>
          {t(`organization.account.${status}`)}
        </StateMark>{' '}
        {activationLink !== undefined && (
          <CopyButton
            text={activationLink}
            label={t('organization.copyLink')}
            name={t('organization.copyLinkOf', { name })}
          />
        )}
      </td>
      <td data-label={t('organization.column.since')}>
        <When at={joinedAt} precision="day" />
        {addedBy?.selfGranted && provider !== undefined && (
          <div>
            <StateMark shape="triangle" tone="warn">
              {t('organization.joinedThemselves', { provider })}
            </StateMark>
          </div>
        )}
        {addedBy && !addedBy.selfGranted && provider !== undefined && (
          <div className="dimmed">{t('organization.addedBy', { provider })}</div>
        )}
      </td>
      <td className="row-end">
        <RowMenu
          label={t('organization.actionsOf', { name })}
          items={actsOn(organization, member, isSelf).map((act) => ({
            word: t(`organization.act.${act}.item`),
            isDangerous: act === 'remove',
            onChoose: () => onAct(act),
          }))}
        />
      </td>
    </tr>
  );
}

/** What the reader may do about somebody; the platform decides anew. */
function actsOn({ may }: OrganizationDetailsBody, member: MemberBody, isSelf: boolean): (PersonAct | 'edit')[] {
  const { administered, status, secondFactor } = member;
  const isWaiting = status === 'invited';
  const offered = {
    edit: may.includes('member.administer') && (administered || !isSelf),
    'mail-link': administered && isWaiting,
    'show-link': administered && isWaiting,
    'reset-second-factor': administered && secondFactor === true && !isSelf,
    unlock: administered && !isWaiting && !isSelf,
    remove: may.includes('member.delete') && !isSelf,
  } as const;
  return (Object.keys(offered) as (keyof typeof offered)[]).filter((act) => offered[act]);
}
