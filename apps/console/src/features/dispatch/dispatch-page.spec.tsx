/** @jest-environment jsdom */
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { dispatchAnswer, organizationPage, registrationForm } from '#libs/contracts/http';
import { anOrganization } from '../../testing/an-organization';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { DispatchPage } from './dispatch-page';

const created = { id: '01900000-0000-7000-8000-000000000041', serialNumber: 'FG-1', outcome: 'created' as const };

describe('dispatching devices', () => {
  const api = fakeApiOfSuite();
  beforeEach(() => {
    api.on('GET /organizations', () =>
      answer(organizationPage, { items: [anOrganization({ kind: 'provider' })], nextCursor: null }),
    );
    api.on('GET /registrations/form', () =>
      answer(registrationForm, {
        deviceTypes: ['Sensor', 'Gateway'],
        equipmentModels: [],
        systemNameTemplate: 'MODEL',
        leaseMonths: { minimum: 1, default: 12, maximum: 60 },
      }),
    );
    api.on('POST /devices/dispatches', () => answer(dispatchAnswer, { items: [created] }, 201));
  });
  const open = async () => {
    await show(<DispatchPage importLink={<a href="/imports/new">send a file</a>} />);
    await screen.findByRole('option', { name: 'Waterworks' });
    await userEvent.selectOptions(screen.getByLabelText('To which provider'), 'Waterworks');
  };
  const paste = (text: string) =>
    fireEvent.paste(screen.getAllByLabelText('Serial number')[0] as HTMLElement, {
      clipboardData: { getData: () => text },
    });
  const send = () => userEvent.click(screen.getByRole('button', { name: /^Dispatch/ }));

  it('R0-13: sends one device with its model once, and says what became of it', async () => {
    await open();
    await userEvent.type(screen.getByLabelText('Serial number'), 'FG-1');
    await userEvent.type(screen.getByLabelText('MAC address'), '00:C0:B7:00:00:01');
    await userEvent.dblClick(screen.getByRole('button', { name: 'Dispatch 1 device' }));
    expect(await screen.findByText('1 device is with the provider')).toBeDefined();
    expect(api.askedFor('POST /devices/dispatches').map(({ body }) => body)).toEqual([
      {
        organizationId: anOrganization().id,
        devices: [{ type: 'Sensor', serialNumber: 'FG-1', macAddress: '00:C0:B7:00:00:01' }],
      },
    ]);
  });

  it('makes a row of each line that is pasted', async () => {
    await open();
    paste('FG-1\t00:C0:B7:00:00:01\nFG-2\t00:C0:B7:00:00:02\tGateway\n');
    expect(await screen.findByRole('button', { name: 'Dispatch 2 devices' })).toBeDefined();
    const types = screen.getAllByLabelText<HTMLSelectElement>('Model').map(({ value }) => value);
    expect(types).toEqual(['Sensor', 'Gateway']);
  });

  it('says at the field what would be right, and sends nothing', async () => {
    await open();
    await userEvent.type(screen.getByLabelText('Serial number'), 'FG-1');
    await userEvent.type(screen.getByLabelText('MAC address'), 'none');
    await send();
    expect(await screen.findByText('Twelve hexadecimal digits, such as 00:C0:B7:00:00:01.')).toBeDefined();
    expect(api.askedFor('POST /devices/dispatches')).toEqual([]);
  });

  it('puts what the platform refuses at the row it is about, and keeps what was typed', async () => {
    const errors = [{ path: 'devices[1].macAddress', message: 'MAC address is that of another device.' }];
    api.on('POST /devices/dispatches', () => problem({ code: 'fleet.dispatch-conflict', status: 409, errors }));
    await open();
    paste('FG-1\t00:C0:B7:00:00:01\nFG-2\t00:C0:B7:00:00:02\n');
    await send();
    expect(await screen.findByText('MAC address is that of another device.')).toBeDefined();
    const second = screen.getAllByLabelText<HTMLInputElement>('MAC address')[1];
    expect(second?.value).toBe('00:C0:B7:00:00:02');
    expect(second?.getAttribute('aria-invalid')).toBe('true');
  });

  it('sends the same list as the same request after a lost answer', async () => {
    api.on('POST /devices/dispatches', () => {
      throw new TypeError('Failed to fetch');
    });
    await open();
    paste('FG-1\t00:C0:B7:00:00:01\n');
    await send();
    await screen.findByRole('alert');
    await send();
    await waitFor(() => expect(api.askedFor('POST /devices/dispatches')).toHaveLength(2));
    const keys = api.askedFor('POST /devices/dispatches').map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(1);
  });
});
