import { useState } from 'react';
import type { AssetDetailsBody } from '#libs/contracts/http';
import { EditDialog } from '../page/edit-dialog';
import { InstallDialog } from '../page/install-dialog';
import { AddedDialog, type AddedLink } from './added-dialog';
import { AdditionForm } from './addition-form';
import { CustomerChoice } from './customer-choice';

interface AddAssetDialogProps {
  /** Whose it will be; undefined: it is chosen first. */
  readonly customer: { readonly id: string; readonly name: string } | undefined;
  readonly assetLink: AddedLink;
  readonly onClose: () => void;
}

/**
 * Adds an asset in one form (R3-34…R3-39), with two ways to end it (R3-40): it is finished, or paired with a device. Then
 * everything is shown at a glance, to close or to go back and change (R3-42).
 */
export function AddAssetDialog({ customer, assetLink, onClose }: AddAssetDialogProps) {
  const [chosen, setChosen] = useState(customer);
  const [added, setAdded] = useState<AssetDetailsBody>();
  const [over, setOver] = useState<'pair' | 'change'>();
  const back = () => setOver(undefined);
  if (!chosen) return <CustomerChoice onChosen={setChosen} onClose={onClose} />;
  if (!added) return <AdditionForm customer={chosen} onAdded={setAdded} onClose={onClose} />;
  if (over === 'pair') return <InstallDialog asset={added} onClose={back} />;
  if (over === 'change') return <EditDialog asset={added} onClose={back} />;
  return (
    <AddedDialog
      id={added.id}
      assetLink={assetLink}
      onPair={() => setOver('pair')}
      onChange={() => setOver('change')}
      onAnother={() => setAdded(undefined)}
      onClose={onClose}
    />
  );
}
