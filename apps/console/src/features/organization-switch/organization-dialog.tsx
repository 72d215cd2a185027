import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileBody } from '#libs/contracts/http';
import { Dialog } from '../../ui/dialog';

type Membership = ProfileBody['memberships'][number];

/** As many as are found by looking; with more there is a field to type into. */
const AT_A_GLANCE = 8;
/** As many are offered at once. */
const OFFERED = 50;

interface OrganizationDialogProps {
  readonly memberships: readonly Membership[];
  /** The one in which the reader looks; undefined: in all. */
  readonly chosen: string | undefined;
  /** @param organizationId undefined: all */
  readonly onChoose: (organizationId: string | undefined) => void;
  readonly onClose: () => void;
}

/** Every organization the reader belongs to, to look in one or in all. */
export function OrganizationDialog({ memberships, chosen, onChoose, onClose }: OrganizationDialogProps) {
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState('');
  const text = typed.trim().toLocaleLowerCase(i18n.language);
  const found = memberships.filter(({ name }) => name.toLocaleLowerCase(i18n.language).includes(text));
  const offered = found.slice(0, OFFERED);
  const choose = (organizationId: string | undefined) => {
    onClose();
    if (organizationId !== chosen) onChoose(organizationId);
  };
  const takeFirst = (event: FormEvent) => {
    event.preventDefault();
    if (text !== '' && offered[0]) choose(offered[0].organizationId);
  };
  return (
    <Dialog title={t('organizationSwitch.lookIn')} onClose={onClose}>
      {memberships.length > AT_A_GLANCE && (
        <form onSubmit={takeFirst}>
          <TextInput
            type="search"
            aria-label={t('organizationSwitch.findOrganization')}
            placeholder={t('organizationSwitch.findOrganization')}
            maxLength={200}
            autoFocus
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </form>
      )}
      <ul className="organization-choices">
        {text === '' && (
          <Choice isChosen={chosen === undefined} onChoose={() => choose(undefined)}>
            {t('organizationSwitch.allOrganizations')}
          </Choice>
        )}
        {offered.map(({ organizationId, name, kind }) => (
          <Choice
            key={organizationId}
            isChosen={chosen === organizationId}
            about={t(`organizationSwitch.kindOf.${kind}`)}
            onChoose={() => choose(organizationId)}
          >
            {name}
          </Choice>
        ))}
      </ul>
      <p className="dimmed" role="status">
        {offered.length === 0 && t('organizationSwitch.noOrganization')}
        {found.length > offered.length &&
          t('organizationSwitch.moreOrganizations', { count: found.length - offered.length })}
      </p>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly isChosen: boolean;
  readonly about?: string;
  readonly onChoose: () => void;
  readonly children: string;
}

const Choice = ({ isChosen, about, onChoose, children }: ChoiceProps) => (
  <li>
    <button type="button" className="organization-choice" aria-current={isChosen || undefined} onClick={onChoose}>
      <bdi>{children}</bdi>
      {about !== undefined && <span className="dimmed">{about}</span>}
    </button>
  </li>
);
