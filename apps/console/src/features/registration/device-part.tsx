import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { DeviceLabel } from '#libs/contracts/http';
import { Choice, Field } from './field';
import { canScan, LabelScan } from './label-scan';
import { asOption, Part } from './parts';
import type { TypedForm } from './typed-form';
import { useAvailability } from './use-availability';

/** The communication device, by its label; whether another device has it is asked while it is typed. */
export function DevicePart({ types, template }: { readonly types: readonly string[]; readonly template: string }) {
  const { t } = useTranslation();
  const { setValue } = useFormContext<TypedForm>();
  const { stockedDevice, hints, problems } = useAvailability();
  const fill = ({ serialNumber, macAddress, type }: DeviceLabel) => {
    const change = { shouldDirty: true, shouldValidate: true, shouldTouch: true };
    if (serialNumber !== undefined) setValue('device.serialNumber', serialNumber, change);
    if (macAddress !== undefined) setValue('device.macAddress', macAddress, change);
    if (type !== undefined && types.includes(type)) setValue('device.type', type, change);
  };
  return (
    <Part number={2} title={t('registration.part.device')}>
      {canScan() && <LabelScan onLabel={fill} />}
      <Field
        name="device.serialNumber"
        isMono
        example="FG-0001"
        hint={hints.serialNumber}
        finding={problems.serialNumber}
      />
      <Field
        name="device.macAddress"
        isMono
        example="00:C0:B7:1A:2B:3C"
        hint={hints.macAddress}
        finding={problems.macAddress}
      />
      {stockedDevice && <FromStock device={stockedDevice} onTake={fill} />}
      <Choice name="device.type" options={types.map(asOption)} />
      <Field name="device.systemName" hint={t('registration.hint.systemName', { template })} />
    </Part>
  );
}

interface FromStockProps {
  readonly device: { readonly serialNumber: string; readonly macAddress: string; readonly type: string };
  readonly onTake: (label: DeviceLabel) => void;
}

/** What else is known of a device in stock, to be taken over with one press. */
function FromStock({ device, onTake }: FromStockProps) {
  const { t } = useTranslation();
  const { control } = useFormContext<TypedForm>();
  const [mac, serial, type] = useWatch({
    control,
    name: ['device.macAddress', 'device.serialNumber', 'device.type'],
  });
  if (mac !== '' && serial !== '' && type === device.type) return null;
  return (
    <p className="part-note part-wide">
      <button type="button" className="link-button" onClick={() => onTake(device)}>
        {t('registration.takeFromStock', device)}
      </button>
    </p>
  );
}
