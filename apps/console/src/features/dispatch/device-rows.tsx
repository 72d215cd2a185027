import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { ClipboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { pastedDevices, type TypedDevice } from './pasted';

/** By row and field, such as `3.macAddress`; an empty text: not as it should be. */
export type RowProblems = Readonly<Record<string, string>>;

interface DeviceRowsProps {
  readonly rows: readonly TypedDevice[];
  readonly types: readonly string[];
  readonly problems: RowProblems;
  readonly onChange: (rows: readonly TypedDevice[]) => void;
}

/** A row a device; a list that is pasted into one becomes a row for each of its lines. */
export function DeviceRows({ rows, types, problems, onChange }: DeviceRowsProps) {
  const { t } = useTranslation();
  const change = (at: number, part: Partial<TypedDevice>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  const paste = (event: ClipboardEvent, at: number) => {
    const devices = pastedDevices(event.clipboardData.getData('text'), rows[at]?.type ?? '');
    if (devices.length === 0) return;
    event.preventDefault();
    onChange([...rows.slice(0, at), ...devices, ...rows.slice(at + 1)]);
  };
  const errorAt = (at: number, field: keyof TypedDevice) => {
    const problem = problems[`${at}.${field}`];
    return problem === undefined || problem !== '' ? problem : t(`dispatch.wrong.${field}`);
  };
  const last = rows.at(-1);
  return (
    <div className="dispatch-rows">
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands in its place; it has no name of its own yet.
        <fieldset key={at} className="dispatch-row">
          <legend className="away">{t('dispatch.device', { number: at + 1 })}</legend>
          <TextInput
            label={t('dispatch.serialNumber')}
            className="field-mono"
            maxLength={100}
            spellCheck={false}
            value={row.serialNumber}
            error={errorAt(at, 'serialNumber')}
            onPaste={(event) => paste(event, at)}
            onChange={({ currentTarget: { value } }) => change(at, { serialNumber: value })}
          />
          <TextInput
            label={t('dispatch.macAddress')}
            className="field-mono"
            maxLength={40}
            spellCheck={false}
            placeholder="00:C0:B7:00:00:01"
            value={row.macAddress}
            error={errorAt(at, 'macAddress')}
            onPaste={(event) => paste(event, at)}
            onChange={({ currentTarget: { value } }) => change(at, { macAddress: value })}
          />
          <NativeSelect
            label={t('dispatch.type')}
            value={row.type === '' ? (types[0] ?? '') : row.type}
            data={row.type === '' || types.includes(row.type) ? [...types] : [...types, row.type]}
            error={errorAt(at, 'type')}
            onChange={({ currentTarget: { value } }) => change(at, { type: value })}
          />
          {rows.length > 1 && (
            <Button
              variant="default"
              size="xs"
              aria-label={t('dispatch.removeOne', { number: at + 1 })}
              onClick={() => onChange(rows.filter((_, index) => index !== at))}
            >
              {t('dispatch.remove')}
            </Button>
          )}
        </fieldset>
      ))}
      <div>
        <Button
          variant="default"
          size="xs"
          onClick={() => onChange([...rows, { serialNumber: '', macAddress: '', type: last?.type ?? '' }])}
        >
          {t('dispatch.add')}
        </Button>
      </div>
    </div>
  );
}
