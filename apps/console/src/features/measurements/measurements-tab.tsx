import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetDetailsBody, OfflineMeasurementBody } from '#libs/contracts/http';
import { itemsOf } from '../../ui/older';
import { Panel } from '../../ui/panel';
import { RemoteView } from '../../ui/remote-view';
import { When } from '../../ui/when';
import { DeletionDialog } from './deletion-dialog';
import { DuvalTriangle } from './duval/triangle';
import { GasesTable } from './gases-table';
import { Findings, Ratios } from './interpretation';
import { MeasurementForm } from './measurement-form';
import { measurementsQuery } from './requests';
import { SampleTable } from './sample-table';
import type { MeasurementSearch } from './search';
import { UploadPanel } from './upload-panel';

interface MeasurementsTabProps {
  readonly asset: AssetDetailsBody;
  readonly search: MeasurementSearch;
  readonly onSearch: (change: MeasurementSearch) => void;
}

/** What laboratories found in the oil of an asset, and what it says (R0-28…R0-30). */
export function MeasurementsTab({ asset, search, onSearch }: MeasurementsTabProps) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(measurementsQuery(asset.id));
  const [form, setForm] = useState<'new' | 'correction' | 'deletion'>();
  const mayUpload = asset.may.includes('measurement.upload');
  const samples = query.data ? itemsOf(query.data) : [];
  const chosen = samples.find(({ id }) => id === search.sample) ?? samples[0];
  const close = () => setForm(undefined);
  const choose = (sample: string | undefined) => {
    close();
    onSearch({ sample });
  };
  return (
    <>
      <RemoteView
        query={query}
        loading={<Skeleton height={420} radius={2} />}
        isEmpty={(data) => itemsOf(data).length === 0}
        empty={
          <Panel title={t('measurements.title')}>
            <p className="dimmed">{t(mayUpload ? 'measurements.none' : 'measurements.noneToSee')}</p>
            {mayUpload && (
              <div>
                <Button size="xs" onClick={() => setForm('new')}>
                  {t('measurements.add')}
                </Button>
              </div>
            )}
          </Panel>
        }
      >
        {() =>
          chosen && (
            <>
              <Chosen
                sample={chosen}
                samples={samples}
                mayUpload={mayUpload}
                onCorrect={() => setForm('correction')}
                onDelete={() => setForm('deletion')}
              />
              <Panel
                title={t('measurements.history')}
                aside={
                  mayUpload && (
                    <Button size="xs" onClick={() => setForm('new')}>
                      {t('measurements.add')}
                    </Button>
                  )
                }
              >
                <SampleTable query={query} samples={samples} chosen={chosen.id} onChoose={choose} />
              </Panel>
            </>
          )
        }
      </RemoteView>
      {mayUpload && (
        <Panel title={t('measurements.upload.title')}>
          <UploadPanel asset={asset} file={search.file} onFile={(file) => onSearch({ file })} />
        </Panel>
      )}
      {form === 'new' && <MeasurementForm assetId={asset.id} onSaved={choose} onClose={close} />}
      {form === 'correction' && chosen && (
        <MeasurementForm assetId={asset.id} sample={chosen} onSaved={choose} onClose={close} />
      )}
      {form === 'deletion' && chosen && (
        <DeletionDialog sample={chosen} onDeleted={() => choose(undefined)} onClose={close} />
      )}
    </>
  );
}

interface ChosenProps {
  readonly sample: OfflineMeasurementBody;
  readonly samples: readonly OfflineMeasurementBody[];
  readonly mayUpload: boolean;
  readonly onCorrect: () => void;
  readonly onDelete: () => void;
}

/** One sample: what it says, its place in the triangle, its values and ratios. */
function Chosen({ sample, samples, mayUpload, onCorrect, onDelete }: ChosenProps) {
  const { t } = useTranslation();
  const { interpretation, sampledAt, laboratory, note } = sample;
  return (
    <Panel
      title={t('measurements.interpretation')}
      aside={
        mayUpload && (
          <span className="buttons">
            <Button variant="default" size="xs" onClick={onCorrect}>
              {t('measurements.correct')}
            </Button>
            <Button variant="default" size="xs" onClick={onDelete}>
              {t('measurements.delete')}
            </Button>
          </span>
        )
      }
    >
      <p>
        {t('measurements.sample')} <When at={sampledAt} />
        {laboratory !== null && <span className="dimmed">, {laboratory}</span>}
      </p>
      {note !== null && <p className="dimmed">{note}</p>}
      <Findings interpretation={interpretation} />
      <div className="interpretation">
        <div>
          <DuvalTriangle samples={samples} chosen={sample} />
          <Ratios interpretation={interpretation} />
        </div>
        <div>
          <GasesTable sample={sample} />
        </div>
      </div>
    </Panel>
  );
}
