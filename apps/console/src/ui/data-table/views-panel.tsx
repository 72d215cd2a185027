import { Button, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { type SavedViewBody, savedViewRequest, type TableName } from '#libs/contracts/http';
import type { Refusal } from '../../app/refusal';
import { profileQuery } from '../../app/session';
import { Confirm } from '../confirm';
import { FormBody } from '../form-body';
import { useOnceKey } from '../once-key';
import { Problem } from '../problem';
import { RemoteView } from '../remote-view';
import { useSendingForm } from '../use-sending-form';
import type { ListAddress } from './list-address';
import {
  changeTo,
  deleteView,
  isSameView,
  keptSearch,
  replaceView,
  type ShownView,
  saveView,
  viewsQuery,
} from './views-requests';

interface ViewsPanelProps {
  readonly table: TableName;
  readonly address: ListAddress;
  /** Visible columns in their order. */
  readonly columns: readonly string[];
  readonly arrange: (columns: readonly string[]) => void;
}

/** Views of the list under their names: one is chosen, and what is shown now is saved as another. */
export function ViewsPanel({ table, address, columns, arrange }: ViewsPanelProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const views = viewsQuery(table);
  const query = useQuery(views);
  const shown: ShownView = { search: keptSearch(address.asked), columns };
  const changed = () => client.invalidateQueries({ queryKey: views.queryKey });
  const pick = (view: ShownView) => {
    if (view.columns.length > 0 && String(view.columns) !== String(columns)) arrange(view.columns);
    address.onAsk(changeTo(address.asked, view.search));
  };
  return (
    <section className="column-panel" aria-label={t('views.title')}>
      <RemoteView
        query={query}
        loading={<Skeleton height={34} radius={2} />}
        isEmpty={(items) => items.length === 0}
        empty={<p className="dimmed">{t('views.none')}</p>}
      >
        {(items) => (
          <ul className="column-chips">
            {items.map((view) => (
              <ViewChip
                key={view.id}
                table={table}
                view={view}
                shown={shown}
                onPick={() => pick(view)}
                onChanged={changed}
              />
            ))}
          </ul>
        )}
      </RemoteView>
      <SaveForm table={table} shown={shown} onSaved={changed} />
    </section>
  );
}

interface ViewChipProps {
  readonly table: TableName;
  readonly view: SavedViewBody;
  readonly shown: ShownView;
  readonly onPick: () => void;
  readonly onChanged: () => Promise<unknown>;
}

/** A view, and what its owner can do with it. */
function ViewChip({ table, view, shown, onPick, onChanged }: ViewChipProps) {
  const { t } = useTranslation();
  const [isLeaving, setLeaving] = useState(false);
  const isShown = isSameView(view, shown);
  const { id, name, shared, mine, removable } = view;
  const replace = useMutation<unknown, Refusal>({
    mutationFn: () => replaceView(table, id, { ...shown, name, shared: shared?.organizationId ?? null }),
    onSuccess: onChanged,
  });
  const remove = useMutation<unknown, Refusal>({ mutationFn: () => deleteView(table, id), onSuccess: onChanged });
  return (
    <li className="column-chip view-chip" data-shown={isShown || undefined}>
      <button type="button" className="view-name" aria-current={isShown || undefined} onClick={onPick}>
        {name} {shared && <span className="dimmed">{t('views.sharedWith', { organization: shared.name })}</span>}
      </button>
      {mine && !isShown && (
        <Button variant="default" size="compact-xs" loading={replace.isPending} onClick={() => replace.mutate()}>
          {t('views.replace')}
          <span className="away">{name}</span>
        </Button>
      )}
      {removable && (
        <Button variant="default" size="compact-xs" onClick={() => setLeaving(true)}>
          {t('views.delete')}
          <span className="away">{name}</span>
        </Button>
      )}
      {replace.error && <Problem refusal={replace.error} />}
      {isLeaving && (
        <Confirm
          title={t('views.deleteTitle', { name })}
          verb={t('views.delete')}
          isDangerous
          isPending={remove.isPending}
          refusal={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setLeaving(false)}
        >
          <p>{t(shared ? 'views.deleteShared' : 'views.deleteOwn')}</p>
        </Confirm>
      )}
    </li>
  );
}

interface SaveFormProps {
  readonly table: TableName;
  readonly shown: ShownView;
  readonly onSaved: () => Promise<unknown>;
}

const fields = z.object({ name: savedViewRequest.shape.name, shared: z.string() });

/** Saves what the list shows now. */
function SaveForm({ table, shown, onSaved }: SaveFormProps) {
  const { t } = useTranslation();
  const { data: person } = useQuery(profileQuery);
  const keyOf = useOnceKey();
  const organizations = person?.memberships.filter(({ actions }) => actions['view.share'] !== undefined) ?? [];
  const sending = useSendingForm({
    schema: fields,
    start: { name: '', shared: '' },
    send: async ({ name, shared }, clear) => {
      const view = { ...shown, name, shared: shared === '' ? null : shared };
      await saveView(table, view, keyOf(view));
      clear();
      await onSaved();
    },
  });
  const { form, errorAt } = sending;
  return (
    <FormBody sending={sending} action={t('views.save')}>
      <div className="view-fields">
        <TextInput
          {...form.register('name')}
          label={t('views.name')}
          maxLength={100}
          error={errorAt('name', t('views.nameWrong'))}
        />
        {organizations.length > 0 && (
          <NativeSelect {...form.register('shared')} label={t('views.share')} error={errorAt('shared', '')}>
            <option value="">{t('views.mine')}</option>
            {organizations.map(({ organizationId, name }) => (
              <option key={organizationId} value={organizationId}>
                {t('views.peopleOf', { organization: name })}
              </option>
            ))}
          </NativeSelect>
        )}
      </div>
    </FormBody>
  );
}
