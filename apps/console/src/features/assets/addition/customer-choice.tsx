import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../../../ui/confirm';
import { ChoiceList } from '../choice-list';
import { customersQuery } from '../requests';

interface CustomerChoiceProps {
  readonly onChosen: (customer: { readonly id: string; readonly name: string }) => void;
  readonly onClose: () => void;
}

/** Whose asset a new one is. */
export function CustomerChoice({ onChosen, onClose }: CustomerChoiceProps) {
  const { t } = useTranslation();
  const [searched, setSearched] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [isMissing, setMissing] = useState(false);
  const query = useQuery(customersQuery(searched));
  const customer = query.data?.items.find(({ id }) => id === chosen);
  return (
    <Confirm
      title={t('assets.addTitle')}
      verb={t('assets.next')}
      isPending={false}
      refusal={null}
      onConfirm={() => (customer ? onChosen(customer) : setMissing(true))}
      onClose={onClose}
    >
      <p className="dimmed">{t('assets.customerHint')}</p>
      <ChoiceList
        label={t('assets.forWhom')}
        query={query}
        searched={searched}
        onSearch={setSearched}
        chosen={chosen}
        onChoose={setChosen}
        empty={t('assets.noCustomer')}
      >
        {({ name, machines }) => (
          <>
            {name} <span className="dimmed">{t('assets.machines', { ...machines })}</span>
          </>
        )}
      </ChoiceList>
      {isMissing && !customer && <p role="alert">{t('assets.wrong.customer')}</p>}
    </Confirm>
  );
}
