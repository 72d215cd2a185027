/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  type AssetKindBody,
  assetKind,
  assetKindPage,
  currentSession,
  type EquipmentModelBody,
  equipmentModel,
  equipmentModelPage,
  profile,
} from '#libs/contracts/http';
import { ada } from '../../testing/ada';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { newConsole } from '../new-console';

const now = new Date().toISOString();
const provider = '01900000-0000-7000-8000-000000000051';
const kind: AssetKindBody = {
  id: '01900000-0000-7000-8000-000000000023',
  organizationId: null,
  name: 'Transformer',
  attributes: [],
  createdAt: now,
  mayChange: false,
};
const model: EquipmentModelBody = {
  id: '01900000-0000-7000-8000-000000000022',
  organizationId: provider,
  name: 'T-63',
  manufacturer: 'Volta',
  kind: { id: kind.id, name: kind.name },
  retiredAt: null,
  createdAt: now,
  mayChange: true,
};

describe('models and kinds', () => {
  const api = fakeApiOfSuite();
  let actions: Record<string, 'tree'>;
  beforeEach(() => {
    actions = { 'model.administer': 'tree' };
    const session = { signedIn: true as const, expiresAt: now, csrfToken: ada.csrfToken, passwordChange: null };
    api
      .on('GET /sessions/current', () => answer(currentSession, session))
      .on('GET /me', () =>
        answer(profile, {
          ...ada,
          memberships: [
            {
              organizationId: provider,
              name: 'North Power',
              kind: 'provider',
              role: 'admin',
              homeDashboard: null,
              actions,
            },
          ],
        }),
      )
      .on('GET /equipment-models', () => answer(equipmentModelPage, { items: [model], nextCursor: null }))
      .on('GET /asset-kinds', () => answer(assetKindPage, { items: [kind], nextCursor: null }));
  });

  async function open(tab: string) {
    window.history.replaceState({}, '', `/models/${tab}`);
    const { client, router } = newConsole();
    await show(<RouterProvider router={router} />, 'en', client);
  }

  it('R3-36: adds a model of a kind, for the provider of whoever adds it', async () => {
    await open('models');
    await userEvent.click(await screen.findByRole('button', { name: 'Add model' }));
    const dialog = screen.getByRole('dialog', { name: 'Add model' });
    const add = within(dialog).getByRole('button', { name: 'Add model' });
    await userEvent.type(within(dialog).getByLabelText('Name'), 'T-40');
    await userEvent.click(add);
    expect(await within(dialog).findByText('Choose a kind.')).toBeDefined();
    await userEvent.selectOptions(within(dialog).getByLabelText('Kind'), 'Transformer');
    api.on('POST /equipment-models', () => answer(equipmentModel, { ...model, name: 'T-40' }, 201));
    await userEvent.dblClick(add);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.askedFor('POST /equipment-models').map(({ body }) => body)).toEqual([{ name: 'T-40', kindId: kind.id }]);
  });

  it('changes a model, and retires it; a taken name stands at its field', async () => {
    await open('models');
    await userEvent.click(await screen.findByRole('button', { name: 'Edit T-63' }));
    const dialog = screen.getByRole('dialog', { name: 'Edit T-63' });
    api.on(`PATCH /equipment-models/${model.id}`, () =>
      problem({ code: 'fleet.equipment-name-taken', status: 409, errors: [{ path: 'name', message: 'is taken' }] }),
    );
    await userEvent.click(within(dialog).getByLabelText(/Offer it no more/));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByText('There is one of this name already, in any case of letters.')).toBeDefined();
    expect(api.askedFor(`PATCH /equipment-models/${model.id}`)[0]?.body).toEqual({
      name: 'T-63',
      manufacturer: 'Volta',
      retired: true,
    });
  });

  it('R0-22: adds a kind with its attributes, each by its type', async () => {
    await open('kinds');
    await userEvent.click(await screen.findByRole('button', { name: 'Add kind' }));
    const dialog = screen.getByRole('dialog', { name: 'Add kind' });
    await userEvent.type(within(dialog).getByLabelText('Name'), 'Chiller');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Add attribute' }));
    await userEvent.type(within(dialog).getByLabelText('Label'), 'Power');
    await userEvent.type(within(dialog).getByLabelText('Key'), 'rated power');
    await userEvent.selectOptions(within(dialog).getByLabelText('Type'), 'number');
    await userEvent.type(await within(dialog).findByLabelText('Unit'), 'kW');
    await userEvent.type(within(dialog).getByLabelText('Least'), '0,5');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Add kind' }));
    expect(await within(dialog).findByText(/A small letter, then letters and digits/)).toBeDefined();
    await userEvent.clear(within(dialog).getByLabelText('Key'));
    await userEvent.type(within(dialog).getByLabelText('Key'), 'ratedPower');
    api.on('POST /asset-kinds', () => answer(assetKind, { ...kind, name: 'Chiller' }, 201));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Add kind' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.askedFor('POST /asset-kinds')[0]?.body).toEqual({
      name: 'Chiller',
      attributes: [{ key: 'ratedPower', label: 'Power', type: 'number', required: false, unit: 'kW', minimum: 0.5 }],
    });
  });

  it('offers nothing to who may change nothing', async () => {
    actions = {};
    await open('kinds');
    expect(await screen.findByRole('row', { name: /Transformer/ })).toBeDefined();
    expect(screen.queryByRole('button', { name: /Add|Edit/ })).toBeNull();
  });
});
