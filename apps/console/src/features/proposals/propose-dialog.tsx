import { Button, Skeleton, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AssetBody, newProposal } from '#libs/contracts/http';
import { Dialog } from '../../ui/dialog';
import { FormBody } from '../../ui/form-body';
import { RemoteView } from '../../ui/remote-view';
import { SearchField } from '../../ui/search-field';
import { useSendingForm } from '../../ui/use-sending-form';
import { machinesQuery, proposalKeys, propose } from './requests';

const orNothing = { setValueAs: (text: unknown) => (String(text ?? '').trim() === '' ? undefined : text) };

/** Offers a customer to look after one of its machines: first which, then with which words (R3-33). */
export function ProposeDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [machine, setMachine] = useState<AssetBody>();
  return (
    <Dialog
      title={machine ? t('proposals.propose.title', { machine: machine.label }) : t('proposals.propose.which')}
      onClose={onClose}
    >
      {machine ? (
        <Offer machine={machine} onBack={() => setMachine(undefined)} onClose={onClose} />
      ) : (
        <Choice onChoose={setMachine} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface ChoiceProps {
  readonly onChoose: (machine: AssetBody) => void;
  readonly onClose: () => void;
}

function Choice({ onChoose, onClose }: ChoiceProps) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const query = useQuery(machinesQuery(q));
  return (
    <>
      <SearchField label={t('proposals.propose.search')} maxLength={100} asked={q} onAsk={setQ} />
      <RemoteView
        query={query}
        loading={<Skeleton height={200} radius={2} />}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className="dimmed">{t('proposals.propose.nothing')}</p>}
      >
        {({ items }) => (
          <ul className="pick-list" aria-busy={query.isPlaceholderData}>
            {items.map((machine) => (
              <li key={machine.id}>
                <span>
                  <strong>{machine.label}</strong> <span className="dimmed">{machine.organizationName}</span>
                </span>
                <Button
                  variant="default"
                  size="xs"
                  onClick={() => onChoose(machine)}
                  aria-label={t('proposals.propose.choose', { machine: machine.label })}
                >
                  {t('proposals.propose.verb')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </RemoteView>
      <div className="confirm-buttons">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </>
  );
}

interface OfferProps {
  readonly machine: AssetBody;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

function Offer({ machine, onBack, onClose }: OfferProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const sending = useSendingForm({
    schema: newProposal,
    start: {},
    send: async ({ message }) => {
      await propose(machine.id, message);
      await client.invalidateQueries({ queryKey: proposalKeys.all });
      onClose();
    },
  });
  return (
    <>
      <p>{t('proposals.propose.what', { customer: machine.organizationName })}</p>
      <FormBody
        sending={sending}
        action={t('proposals.propose.verb')}
        aside={
          <Button variant="default" onClick={onBack}>
            {t('proposals.propose.other')}
          </Button>
        }
      >
        <TextInput
          {...sending.form.register('message', orNothing)}
          label={t('proposals.propose.message')}
          description={t('proposals.propose.messageHint')}
          error={sending.errorAt('message', t('proposals.propose.messageWrong'))}
        />
      </FormBody>
    </>
  );
}
