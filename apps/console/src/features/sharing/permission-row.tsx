import { Button } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteGrantBody, SitePermissionBody } from '#libs/contracts/http';
import { StateMark } from '../../ui/state-mark';
import { When } from '../../ui/when';

const marks = {
  pending: { shape: 'dots', tone: 'warn' },
  accepted: { shape: 'disc', tone: 'ok' },
  expired: { shape: 'dash', tone: 'unknown' },
  withdrawn: { shape: 'cross', tone: 'unknown' },
} as const;

interface PermissionRowProps {
  readonly permission: SitePermissionBody;
  /** Name of the organization whose site it is. */
  readonly owner: string;
  /** Who reads. */
  readonly personId: string | undefined;
  readonly onWithdraw: (grant: SiteGrantBody) => void;
}

/** Who · through what · may · until · state · withdraw. */
export function PermissionRow({ permission, owner, personId, onWithdraw }: PermissionRowProps) {
  const { t } = useTranslation();
  const cells = useCells(permission, owner);
  const isOwn = permission.kind === 'grant' && permission.person?.id === personId;
  return (
    <tr data-over={permission.kind === 'grant' && isOver(permission)}>
      <th scope="row">{cells.who}</th>
      <td data-label={t('sharing.column.through')}>{cells.through}</td>
      <td data-label={t('sharing.column.may')}>{cells.may}</td>
      <td data-label={t('sharing.column.until')}>{cells.until}</td>
      <td data-label={t('sharing.column.state')}>{cells.state}</td>
      <td className="row-act">
        {permission.kind === 'grant' && permission.mayWithdraw && (
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => onWithdraw(permission)}
            {...(!isOwn && {
              'aria-label': t('sharing.withdrawFrom', { who: nameOf(permission) ?? t('sharing.anybody') }),
            })}
          >
            {t(isOwn ? 'sharing.leave' : 'sharing.withdraw')}
          </Button>
        )}
      </td>
    </tr>
  );
}

const isOver = ({ state }: SiteGrantBody) => state === 'expired' || state === 'withdrawn';

const nameOf = ({ person, organization, email }: SiteGrantBody) => person?.name ?? organization?.name ?? email;

type Cells = Readonly<Record<'who' | 'through' | 'may' | 'until' | 'state', ReactNode>>;

function useCells(permission: SitePermissionBody, owner: string): Cells {
  const { t } = useTranslation();
  const lasting = {
    until: <span className="dimmed">{t('sharing.lasting')}</span>,
    state: <StateMark {...marks.accepted}>{t('sharing.standing')}</StateMark>,
  };
  if (permission.kind === 'owner')
    return {
      ...lasting,
      who: <strong>{permission.organization.name}</strong>,
      through: t('sharing.through.owner'),
      may: t('sharing.may.everything'),
    };
  if (permission.kind === 'member')
    return {
      ...lasting,
      who: <Named name={permission.person.name} aside={permission.person.email} />,
      through: t('sharing.through.member', { owner }),
      may: t('sharing.may.role', { role: roleWords(permission.role, t) }),
    };
  return {
    who: <Named name={nameOf(permission) ?? t('sharing.anybody')} aside={permission.person?.email} />,
    through: (
      <>
        {t(`sharing.through.${permission.way}`)}
        {permission.createdBy.name !== null && (
          <span className="truth-since"> {t('sharing.through.by', { name: permission.createdBy.name })}</span>
        )}
      </>
    ),
    may: t(`sharing.may.${permission.access}`),
    until: <Until grant={permission} />,
    state: <StateMark {...marks[permission.state]}>{t(`sharing.state.${permission.state}`)}</StateMark>,
  };
}

function Until({ grant }: { readonly grant: SiteGrantBody }) {
  const { t } = useTranslation();
  const { state, codeExpiresAt, endsAt, withdrawnAt, acceptedAt } = grant;
  if (state === 'withdrawn') return withdrawnAt && <When at={withdrawnAt} />;
  if (state === 'pending' || acceptedAt === null)
    return (
      <>
        {t('sharing.codeUntil')} <When at={codeExpiresAt} />
      </>
    );
  return endsAt === null ? <span className="dimmed">{t('sharing.untilWithdrawn')}</span> : <When at={endsAt} />;
}

function Named({ name, aside }: { readonly name: string; readonly aside?: string | undefined }) {
  return (
    <>
      <strong>{name}</strong>
      {aside !== undefined && aside !== name && <span className="who-aside">{aside}</span>}
    </>
  );
}

/** A role in words; one that an organization made of its own has its own name. */
const roleWords = (role: string, t: TFunction): string =>
  role === 'admin' || role === 'member' || role === 'viewer' ? t(`sharing.role.${role}`) : role;
