import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type DeviceBatchBody, type DeviceBatchRowBody, deviceBatchOutcome } from '#libs/contracts/http';
import type { DataColumn } from '../../ui/data-table/column';
import type { RowLink } from '../../ui/data-table/data-grid';
import { DataTable } from '../../ui/data-table/data-table';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { useCodeWords } from '../../ui/problem-words';
import { RowOutcome } from './batch-state';
import { batchRowsQuery } from './requests';
import type { BatchRowSearch } from './search';

interface BatchRowsProps {
  readonly batch: DeviceBatchBody;
  readonly search: BatchRowSearch;
  readonly address: ListAddress;
  readonly deviceLink: RowLink<DeviceBatchRowBody>;
}

/** The devices of a batch, each with what became of it, and of a refused one why. */
export function BatchRows({ batch, search, address, deviceLink }: BatchRowsProps) {
  const { t } = useTranslation();
  const query = useQuery(batchRowsQuery(batch.id, search));
  const columns: readonly DataColumn<DeviceBatchRowBody>[] = [
    {
      id: 'device',
      header: t('batches.column.device'),
      cell: ({ serialNumber, deviceId }) => <span className="mono">{serialNumber ?? deviceId}</span>,
    },
    { id: 'outcome', header: t('batches.column.outcome'), cell: (row) => <RowOutcome {...row} /> },
    { id: 'why', header: t('batches.column.why'), cell: ({ problem }) => problem && <Why problem={problem} /> },
  ];
  return (
    <DataTable
      label={t('batches.devices')}
      columns={columns}
      query={query}
      rowKey={({ number }) => String(number)}
      rowLink={deviceLink}
      address={address}
      empty={<p className="dimmed">{t(isNarrowed(search) ? 'batches.noSuchDevices' : 'batches.noDevices')}</p>}
    >
      <OutcomeFilter batch={batch} search={search} address={address} />
    </DataTable>
  );
}

/** Which devices are shown, each choice with how many there are. */
function OutcomeFilter({ batch, search, address: { onAsk } }: Omit<BatchRowsProps, 'deviceLink'>) {
  const { t, i18n } = useTranslation();
  const number = (value: number) => value.toLocaleString(i18n.language);
  const choices = [
    { outcome: undefined, words: t('batches.all'), count: batch.total },
    ...deviceBatchOutcome.options.map((outcome) => ({
      outcome,
      words: t(`batches.outcome.${outcome}`),
      count: batch.devices[outcome],
    })),
  ];
  return (
    <fieldset className="chips">
      <legend className="away">{t('batches.shown')}</legend>
      {choices.map(({ outcome, words, count }) => (
        <label key={words} className="chip">
          <input
            type="radio"
            name="outcome"
            className="away"
            checked={search.outcome === outcome}
            onChange={() => onAsk({ outcome })}
          />
          <span>{`${words} ${number(count)}`}</span>
        </label>
      ))}
    </fieldset>
  );
}

const lifecycles = ['registered', 'active', 'suspended', 'retired'] as const;

/** Why a device was refused, in the reader's words where its code has some. */
function Why({ problem: { code, params, message } }: { readonly problem: NonNullable<DeviceBatchRowBody['problem']> }) {
  const { t } = useTranslation();
  const words = useCodeWords()(code);
  const lifecycle = lifecycles.find((one) => code === 'fleet.lifecycle-transition' && params.lifecycle === one);
  return (
    <span className="batch-why">
      {lifecycle ? t(`batches.lifecycleIs.${lifecycle}`) : (words?.title ?? message)}
      <span className="mono dimmed">{code}</span>
    </span>
  );
}
