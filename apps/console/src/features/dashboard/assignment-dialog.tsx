import { TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganizationBody } from '#libs/contracts/http';
import { Confirm } from '../../ui/confirm';
import { RemoteView } from '../../ui/remote-view';
import { SearchField } from '../../ui/search-field';
import { assignDevices, customersCalledQuery, dashboardKeys } from './requests';
import { SEARCHED } from './search';

/** As long as the API takes a note, characters. */
const NOTE = 500;

interface AssignmentDialogProps {
  readonly devices: readonly { readonly id: string; readonly serialNumber: string }[];
  readonly onAssigned: () => void;
  readonly onClose: () => void;
}

/** Gives devices to a customer, who is looked for by name (R0-21): all of them or none. */
export function AssignmentDialog({ devices, onAssigned, onClose }: AssignmentDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [called, setCalled] = useState('');
  const [customer, setCustomer] = useState<Pick<OrganizationBody, 'id' | 'name'>>();
  const [isMissing, setMissing] = useState(false);
  const [note, setNote] = useState('');
  const query = useQuery(customersCalledQuery(called));
  const assignment = useMutation({
    mutationFn: (to: string) =>
      assignDevices(
        devices.map(({ id }) => id),
        to,
        note.trim(),
      ),
    onSuccess: async () => {
      onAssigned();
      await client.invalidateQueries({ queryKey: dashboardKeys.all });
      onClose();
    },
  });
  const confirm = () => {
    if (customer) assignment.mutate(customer.id);
    else setMissing(true);
  };
  const [first] = devices;
  const count = devices.length;
  return (
    <Confirm
      title={
        count === 1
          ? t('dashboard.assign.titleOne', { serialNumber: first?.serialNumber })
          : t('dashboard.assign.titleMany', { count })
      }
      verb={customer ? t('dashboard.assign.verb', { name: customer.name }) : t('dashboard.assign.one')}
      isPending={assignment.isPending}
      refusal={assignment.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('dashboard.assign.what')}</p>
      <SearchField
        label={t('dashboard.assign.customer')}
        maxLength={SEARCHED.organization}
        asked={called}
        onAsk={setCalled}
      />
      <RemoteView
        query={query}
        loading={<p className="dimmed">{t('common.loading')}</p>}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className="dimmed">{t('dashboard.assign.noCustomer')}</p>}
      >
        {({ items, nextCursor }) => (
          <fieldset className="column-choices">
            <legend>{t(nextCursor === null ? 'dashboard.assign.customers' : 'dashboard.assign.firstCustomers')}</legend>
            {items.map(({ id, name }) => (
              <label key={id}>
                <input
                  type="radio"
                  name="customer"
                  checked={customer?.id === id}
                  onChange={() => setCustomer({ id, name })}
                />
                {name}
              </label>
            ))}
          </fieldset>
        )}
      </RemoteView>
      {isMissing && !customer && <p role="alert">{t('dashboard.assign.customerMissing')}</p>}
      <TextInput
        label={t('dashboard.assign.note')}
        description={t('dashboard.assign.noteSeen')}
        maxLength={NOTE}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
    </Confirm>
  );
}
