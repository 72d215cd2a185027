import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { type OrganizationBody, organizationKind, organizationStatus } from '#libs/contracts/http';
import type { DataColumn } from '../../ui/data-table/column';
import { later } from '../../ui/later';
import { RowMenuMark } from '../../ui/row-menu-mark';
import { When } from '../../ui/when';
import { SEARCHED } from './search';
import { StatusMark } from './status-mark';

const RowMenu = later(
  () => import('../../ui/row-menu').then((part) => part.RowMenu),
  () => (
    <span className="row-menu">
      <RowMenuMark />
    </span>
  ),
);

/** Where a number or a step of a row leads. */
export type OrganizationTarget = 'machines' | 'devices' | 'disconnected' | NonNullable<OrganizationBody['nextStep']>;
/** Leads from a row to what a number counts, or to where the next step is done. */
export type OrganizationTargetLink = (props: {
  readonly organization: OrganizationBody;
  readonly target: OrganizationTarget;
  readonly children: ReactNode;
}) => ReactNode;

/** What is done about an organization, begun from its row. */
export type OrganizationAct = 'people' | 'edit' | 'delete';
/** What its reader may begin, each from the row of any. */
export interface OrganizationActs {
  readonly offered: readonly OrganizationAct[];
  readonly begin: (organization: OrganizationBody, act: OrganizationAct) => void;
}

/** Columns of the list of organizations that are drawn in a way of their own; the platform knows some more. */
export function organizationColumns(
  t: TFunction,
  TargetLink: OrganizationTargetLink,
  { offered, begin }: OrganizationActs,
): readonly DataColumn<OrganizationBody>[] {
  const acts: DataColumn<OrganizationBody> = {
    id: 'acts',
    header: t('dashboard.column.acts'),
    isPressed: true,
    cell: (organization) => (
      <RowMenu
        label={t('dashboard.actsOf', { name: organization.name })}
        items={offered.map((act) => ({
          word: t(`dashboard.act.${act}`),
          isDangerous: act === 'delete',
          onChoose: () => begin(organization, act),
        }))}
      />
    ),
  };
  const contact = { kind: 'text', name: 'contact', maxLength: SEARCHED.organization } as const;
  return [
    {
      id: 'name',
      header: t('dashboard.column.name'),
      cell: ({ name }) => <strong>{name}</strong>,
      sort: 'name',
      search: { kind: 'text', name: 'q', maxLength: SEARCHED.organization },
    },
    {
      id: 'kind',
      header: t('dashboard.column.kind'),
      cell: ({ kind }) => t(`dashboard.kind.${kind}`),
      search: {
        kind: 'choice',
        name: 'kind',
        options: organizationKind.options.map((value) => ({ value, label: t(`dashboard.kind.${value}`) })),
      },
    },
    {
      id: 'status',
      header: t('dashboard.column.status'),
      cell: ({ status }) => <StatusMark status={status} />,
      sort: 'status',
      search: {
        kind: 'choice',
        name: 'status',
        options: organizationStatus.options.map((value) => ({ value, label: t(`dashboard.status.${value}`) })),
      },
    },
    {
      id: 'machines.total',
      header: t('dashboard.column.machines'),
      isNumber: true,
      isPressed: true,
      cell: (organization) => (
        <TargetLink organization={organization} target="machines">
          {organization.machines.linked}/{organization.machines.total}
        </TargetLink>
      ),
    },
    {
      id: 'devices.total',
      header: t('dashboard.column.devices'),
      isNumber: true,
      isPressed: true,
      cell: (organization) => (
        <TargetLink organization={organization} target="devices">
          {organization.devices.total}
        </TargetLink>
      ),
    },
    {
      id: 'devices.disconnected',
      header: t('dashboard.column.disconnected'),
      isNumber: true,
      isPressed: true,
      cell: (organization) => (
        <TargetLink organization={organization} target="disconnected">
          {organization.devices.disconnected}
        </TargetLink>
      ),
    },
    {
      id: 'nextStep',
      header: t('dashboard.column.nextStep'),
      isPressed: true,
      cell: (organization) =>
        organization.nextStep === null ? (
          <span className="dimmed">{t('dashboard.done')}</span>
        ) : (
          <TargetLink organization={organization} target={organization.nextStep}>
            {t(`dashboard.step.${organization.nextStep}`)}
          </TargetLink>
        ),
    },
    {
      id: 'address',
      header: t('dashboard.column.address'),
      cell: ({ address }) => address,
      search: { kind: 'text', name: 'address', maxLength: SEARCHED.organization },
    },
    {
      id: 'contactName',
      header: t('dashboard.column.contact'),
      cell: ({ contactName }) => contactName,
      search: contact,
    },
    {
      id: 'createdAt',
      header: t('dashboard.column.created'),
      cell: ({ createdAt }) => <When at={createdAt} precision="day" />,
      sort: 'createdAt',
    },
    ...(offered.length === 0 ? [] : [acts]),
  ];
}
