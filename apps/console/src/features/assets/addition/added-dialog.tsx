import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../ui/dialog';
import { RemoteView } from '../../../ui/remote-view';
import { Fact } from '../page/fact';
import { assetQuery } from '../requests';
import { AssetConnection, Warranty } from '../states';

/** Leads to the page of an asset, whatever stands in it. */
export type AddedLink = (props: { readonly id: string; readonly children: ReactNode }) => ReactNode;

interface AddedDialogProps {
  readonly id: string;
  readonly assetLink: AddedLink;
  readonly onPair: () => void;
  readonly onChange: () => void;
  readonly onAnother: () => void;
  readonly onClose: () => void;
}

/** What was added, at a glance (R3-42). */
export function AddedDialog({ id, assetLink: AssetLink, ...acts }: AddedDialogProps) {
  const { t } = useTranslation();
  const query = useQuery(assetQuery(id));
  return (
    <Dialog title={t('assets.added', { asset: query.data?.label ?? '' })} onClose={acts.onClose} isWide>
      <RemoteView query={query} loading={<p>{t('common.loading')}</p>}>
        {(asset) => {
          const [device] = asset.devices;
          return (
            <div className="added">
              <dl className="facts">
                <Fact name={t('assets.forWhom')}>{asset.customer.name}</Fact>
                <Fact name={t('assets.column.connection')}>
                  <AssetConnection {...asset} />
                </Fact>
                <Fact name={t('assets.field.model')}>
                  {asset.model} <span className="mono dimmed">{asset.modelNumber}</span>
                </Fact>
                <Fact name={t('assets.field.serialNumber')}>
                  <span className="mono">{asset.serialNumber}</span>
                </Fact>
                <Fact name={t('assets.field.externalId')}>{asset.externalId ?? '–'}</Fact>
                <Fact name={t('assets.column.warranty')}>
                  <Warranty {...asset} />
                </Fact>
                <Fact name={t('assets.column.device')}>
                  {device ? (
                    <span className="mono">{device.serialNumber}</span>
                  ) : (
                    <span className="dimmed">{t('assets.notPaired')}</span>
                  )}
                </Fact>
              </dl>
              <div className="actions">
                {!device && asset.may.includes('asset.install') && (
                  <Button onClick={acts.onPair}>{t('assets.pair')}</Button>
                )}
                <Button variant="default" onClick={acts.onChange}>
                  {t('assets.change')}
                </Button>
                <Button variant="default" onClick={acts.onAnother}>
                  {t('assets.another')}
                </Button>
                <Button variant="default" onClick={acts.onClose}>
                  {t('common.close')}
                </Button>
                <AssetLink id={id}>{t('assets.open')}</AssetLink>
              </div>
            </div>
          );
        }}
      </RemoteView>
    </Dialog>
  );
}
