import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MemberBody, OrganizationDetailsBody } from '#libs/contracts/http';
import type { Refusal } from '../../../app/refusal';
import { Confirm } from '../../../ui/confirm';
import { organizationKeys } from '../requests';
import { TypedConfirm } from '../typed-confirm';
import { removeMember, renewActivation, resetSecondFactor, unlock } from './requests';

/** What is done to a person after it was asked about. */
export type PersonAct = 'remove' | 'mail-link' | 'show-link' | 'reset-second-factor' | 'unlock';

interface PersonDialogProps {
  readonly organization: OrganizationDetailsBody;
  readonly member: MemberBody;
  readonly act: PersonAct;
  readonly onClose: () => void;
}

/** What is sent for each, but the removal, which takes what was typed. */
const sends = {
  'mail-link': (organization: string, person: string) => renewActivation(organization, person, 'email'),
  'show-link': (organization: string, person: string) => renewActivation(organization, person, 'link'),
  'reset-second-factor': resetSecondFactor,
  unlock,
} as const satisfies Record<Exclude<PersonAct, 'remove'>, (organization: string, person: string) => Promise<unknown>>;

/** Says what comes of it for the person, and does it. */
export function PersonDialog({ act, ...props }: PersonDialogProps) {
  const client = useQueryClient();
  const done = async () => {
    await client.invalidateQueries({ queryKey: organizationKeys.all(props.organization.id) });
    props.onClose();
  };
  return act === 'remove' ? <Removal {...props} onDone={done} /> : <Help {...props} act={act} onDone={done} />;
}

interface DoneProps extends Omit<PersonDialogProps, 'act'> {
  readonly onDone: () => Promise<void>;
}

function Removal({ organization, member, onDone, onClose }: DoneProps) {
  const { t } = useTranslation();
  const { id, email } = member.person;
  return (
    <TypedConfirm
      title={t('organization.removeTitle', { name: nameOf(member), organization: organization.name })}
      verb={t('organization.remove')}
      consequences={[
        t('organization.removeSessions'),
        t(member.administered ? 'organization.removeAccount' : 'organization.removeElsewhere'),
        t('organization.removeForGood'),
      ]}
      label={t('organization.removeEmail', { email })}
      wrong={t('organization.removeEmailWrong', { email })}
      isRight={(typed) => typed.toLowerCase() === email.toLowerCase()}
      send={(typed) => removeMember(organization.id, id, typed)}
      onDone={onDone}
      onClose={onClose}
    />
  );
}

/** Lets somebody in, for the first time or again. */
function Help({ organization, member, act, onDone, onClose }: DoneProps & { readonly act: keyof typeof sends }) {
  const { t } = useTranslation();
  const { id, email } = member.person;
  const sending = useMutation<unknown, Refusal>({
    mutationFn: () => sends[act](organization.id, id),
    onSuccess: onDone,
  });
  return (
    <Confirm
      title={t(`organization.act.${act}.title`, { name: nameOf(member) })}
      verb={t(`organization.act.${act}.verb`)}
      isPending={sending.isPending}
      refusal={sending.error}
      onConfirm={() => sending.mutate()}
      onClose={onClose}
    >
      <p>{t(`organization.act.${act}.means`, { email })}</p>
    </Confirm>
  );
}

const nameOf = ({ person }: MemberBody) => `${person.firstName} ${person.lastName}`;
