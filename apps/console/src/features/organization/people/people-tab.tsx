import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AddedMemberBody, MemberBody } from '#libs/contracts/http';
import { itemsOf, Older } from '../../../ui/older';
import { Panel } from '../../../ui/panel';
import { RemoteView } from '../../../ui/remote-view';
import type { PartProps } from '../part';
import { AddPersonForm } from './add-person-form';
import { AddedPerson } from './added-person';
import { EditPersonDialog } from './edit-person-dialog';
import { type PersonAct, PersonDialog } from './person-dialog';
import { PersonRow } from './person-row';
import { membersQuery } from './requests';

interface PeopleTabProps extends PartProps {
  /** Of whoever reads. */
  readonly selfId: string | undefined;
}

interface Open {
  readonly act: PersonAct | 'edit';
  readonly member: MemberBody;
}

/** The people of the organization: who they are, what they may, how they came, and what can be done about it. */
export function PeopleTab({ organization, doing, onDo, selfId }: PeopleTabProps) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(membersQuery(organization.id));
  const [added, setAdded] = useState<AddedMemberBody>();
  const [open, setOpen] = useState<Open>();
  const mayAdd = organization.may.includes('member.administer');
  const isAdding = mayAdd && doing === 'add';
  const close = () => setOpen(undefined);
  const show = (outcome: AddedMemberBody) => {
    setAdded(outcome);
    onDo(undefined);
  };
  return (
    <>
      {isAdding && (
        <Panel title={t('organization.addPersonTitle')}>
          <div className="organization-sheet">
            <AddPersonForm organization={organization} onAdded={show} onClose={() => onDo(undefined)} />
          </div>
        </Panel>
      )}
      {added && <AddedPerson added={added} onClose={() => setAdded(undefined)} />}
      <Panel
        title={t('organization.people')}
        aside={
          mayAdd &&
          !isAdding && (
            <Button size="xs" onClick={() => onDo('add')}>
              {t('organization.addPerson')}
            </Button>
          )
        }
      >
        <RemoteView
          query={query}
          loading={<Skeleton height={200} radius={2} />}
          isEmpty={(data) => itemsOf(data).length === 0}
          empty={<p className="dimmed">{t(mayAdd ? 'organization.noPeopleNext' : 'organization.noPeople')}</p>}
        >
          {(data) => (
            <>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('organization.column.person')}</th>
                    <th scope="col">{t('organization.column.role')}</th>
                    <th scope="col">{t('organization.column.account')}</th>
                    <th scope="col">{t('organization.column.since')}</th>
                    <th scope="col">
                      <span className="away">{t('organization.column.actions')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {itemsOf(data).map((member) => (
                    <PersonRow
                      key={member.person.id}
                      organization={organization}
                      member={member}
                      isSelf={member.person.id === selfId}
                      onAct={(act) => setOpen({ act, member })}
                    />
                  ))}
                </tbody>
              </table>
              <Older query={query} label={t('organization.more')} />
            </>
          )}
        </RemoteView>
      </Panel>
      {open?.act === 'edit' && (
        <EditPersonDialog
          organization={organization}
          member={open.member}
          isSelf={open.member.person.id === selfId}
          onClose={close}
        />
      )}
      {open && open.act !== 'edit' && (
        <PersonDialog organization={organization} member={open.member} act={open.act} onClose={close} />
      )}
    </>
  );
}
