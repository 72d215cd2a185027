import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface EditButtonProps {
  /** Of the model or kind. */
  readonly name: string;
  readonly mayChange: boolean;
  readonly onEdit: () => void;
}

/** Changes a model or a kind; nothing for whoever may not. */
export function EditButton({ name, mayChange, onEdit }: EditButtonProps) {
  const { t } = useTranslation();
  if (!mayChange) return null;
  return (
    <Button variant="default" size="compact-xs" aria-label={t('equipment.editOne', { name })} onClick={onEdit}>
      {t('equipment.edit')}
    </Button>
  );
}
