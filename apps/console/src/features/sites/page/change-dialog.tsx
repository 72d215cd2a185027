import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type SiteDetailsBody, siteChange } from '#libs/contracts/http';
import { Dialog } from '../../../ui/dialog';
import { FormBody } from '../../../ui/form-body';
import { useSendingForm } from '../../../ui/use-sending-form';
import { changeSite, siteKeys } from '../requests';
import { SiteFields } from '../site-fields';
import { asChanged } from '../typed-values';

interface ChangeDialogProps {
  readonly site: SiteDetailsBody;
  readonly onClose: () => void;
}

/** Changes what describes the site; its name on every page is another at once. */
export function ChangeDialog({ site, onClose }: ChangeDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { name, address, lat, lon, timeZone } = site;
  const sending = useSendingForm({
    schema: siteChange,
    start: { name, address, lat, lon, timeZone },
    send: async (change) => {
      await changeSite(site.id, change);
      await client.invalidateQueries({ queryKey: siteKeys.all });
      onClose();
    },
  });
  const { form, errorAt } = sending;
  return (
    <Dialog title={t('sites.change.title')} onClose={onClose}>
      <FormBody sending={sending} action={t('sites.change.action')} onCancel={onClose}>
        <SiteFields
          register={(field) => form.register(field, asChanged[field])}
          errorAt={errorAt}
          timeZone={timeZone}
        />
      </FormBody>
    </Dialog>
  );
}
