import { CloseButton, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { DEVICE_TAGS, type DeviceDetailsBody, TAG_CHARACTERS } from '#libs/contracts/http';
import { Dialog } from '../../../ui/dialog';
import { FormBody } from '../../../ui/form-body';
import { useSendingForm } from '../../../ui/use-sending-form';
import { changeTags, deviceKeys } from './requests';
import { canStand, typedTags, withTyped } from './typed-tags';

/** As much as can be typed at once, characters: all tags a device may have. */
const TYPED = (TAG_CHARACTERS + 2) * DEVICE_TAGS;

interface TagsDialogProps {
  readonly device: DeviceDetailsBody;
  readonly onClose: () => void;
}

/** Puts tags on a device and takes others off. */
export function TagsDialog({ device, onClose }: TagsDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const sending = useSendingForm({
    schema: typedTags,
    start: { tags: [...device.tags], typed: '' },
    send: async (tags) => {
      await changeTags(device.id, tags);
      await client.invalidateQueries({ queryKey: deviceKeys.all(device.id) });
      onClose();
    },
  });
  const { form, errorAt } = sending;
  const { control } = form;
  const tags = useController({ control, name: 'tags' }).field;
  const typed = useController({ control, name: 'typed' }).field;
  const change = (next: string[]) => {
    tags.onChange(next);
    form.clearErrors('tags');
  };
  const addTyped = () => {
    if (!canStand(typed.value)) return;
    change(withTyped(tags.value, typed.value));
    typed.onChange('');
  };
  const press = (event: KeyboardEvent) => {
    if ((event.key !== 'Enter' && event.key !== ',') || !canStand(typed.value)) return;
    event.preventDefault();
    addTyped();
  };
  return (
    <Dialog title={t('device.tags.title', { name: device.name })} onClose={onClose}>
      <FormBody sending={sending} action={t('device.tags.save')} onCancel={onClose}>
        {tags.value.length > 0 && (
          <ul className="device-tags tags-chosen" aria-label={t('devices.column.tags')}>
            {tags.value.map((tag) => (
              <li key={tag} className="device-tag">
                {tag}
                <CloseButton
                  size="sm"
                  aria-label={t('device.tags.takeOff', { tag })}
                  onClick={() => change(tags.value.filter((other) => other !== tag))}
                />
              </li>
            ))}
          </ul>
        )}
        <TextInput
          {...typed}
          ref={(input) => {
            typed.ref(input);
            tags.ref(input);
          }}
          label={t('device.tags.field')}
          description={t('device.tags.hint', {
            number: tags.value.length,
            most: DEVICE_TAGS,
            characters: TAG_CHARACTERS,
          })}
          maxLength={TYPED}
          autoComplete="off"
          error={
            errorAt('typed', t('device.tags.tooLong', { characters: TAG_CHARACTERS })) ??
            errorAt('tags', t('device.tags.tooMany', { most: DEVICE_TAGS }))
          }
          onKeyDown={press}
        />
        <p className="dimmed">{t('device.tags.seen')}</p>
      </FormBody>
    </Dialog>
  );
}
