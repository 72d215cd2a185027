/** @jest-environment jsdom */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { DEVICE_TAGS, deviceDetails, TAG_CHARACTERS, tagKey } from '#libs/contracts/http';
import { aDevice } from '../../../testing/a-device';
import { answer, problem } from '../../../testing/fake-api';
import { fakeApiOfSuite } from '../../../testing/fake-api-of-suite';
import { show } from '../../../testing/render';
import { DeviceTags } from './device-tags';
import { withTyped } from './typed-tags';

const pump = aDevice({ tags: ['Hall 7', 'north, old'], may: ['device.edit'] });
const path = `PATCH /devices/${pump.id}`;

describe('the tags of a device', () => {
  const api = fakeApiOfSuite();
  beforeEach(() => api.on(path, () => answer(deviceDetails, pump)));
  const user = userEvent.setup();
  async function open(device = pump) {
    await show(<DeviceTags device={device} />);
    await user.click(screen.getByRole('button', { name: /tags/ }));
    return within(await screen.findByRole('dialog', { name: 'Tags of Pump house' }));
  }
  const save = () => screen.getByRole('button', { name: 'Save tags' });
  const sent = () => api.askedFor(path).map(({ body }) => body);

  it('are shown to everybody, and can be changed by who may edit the device', async () => {
    await show(<DeviceTags device={{ ...pump, may: [] }} />);
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(pump.tags);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('take no place where there is none and none can be added', async () => {
    const { container } = await show(<DeviceTags device={aDevice()} />);
    expect(container.querySelector('.device-tag-line')).toBeNull();
  });

  it('are put on and taken off, sent once, and each stays as it is written', async () => {
    const dialog = await open();
    await user.click(dialog.getByRole('button', { name: 'Take Hall 7 off' }));
    await user.type(dialog.getByLabelText('Add tags'), 'Roof,NORTH{Enter}north, OLD');
    expect(dialog.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'north, old',
      'Roof',
      'NORTH',
    ]);
    expect(dialog.getByText(/^Enter or a comma ends one. 3 of 20, each of 40 characters at most/)).toBeDefined();
    await user.dblClick(save());
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent()).toEqual([{ tags: ['north, old', 'Roof', 'NORTH', 'OLD'] }]);
  });

  it('can all be taken off', async () => {
    const dialog = await open({ ...pump, tags: ['Roof'] });
    await user.click(dialog.getByRole('button', { name: 'Take Roof off' }));
    await user.click(save());
    await waitFor(() => expect(sent()).toEqual([{ tags: [] }]));
  });

  it('tell at the field of one that is too long, and of too many, and send nothing', async () => {
    const tags = Array.from({ length: DEVICE_TAGS }, (_, place) => `Tag ${place}`);
    const dialog = await open({ ...pump, tags });
    const field = dialog.getByLabelText('Add tags');
    await user.type(field, 'x'.repeat(TAG_CHARACTERS + 1));
    await user.click(save());
    expect(await dialog.findByText('A tag has 40 characters at most.')).toBeDefined();
    await user.clear(field);
    await user.type(field, 'One more');
    await user.click(save());
    expect(await dialog.findByText('20 tags are the most. Take some off first.')).toBeDefined();
    expect(sent()).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Take Tag 3 off' }));
    await user.click(save());
    await waitFor(() => expect(sent()).toEqual([{ tags: [...tags.filter((tag) => tag !== 'Tag 3'), 'One more'] }]));
  });

  it('show what the server refuses at the field, and keep what was typed', async () => {
    const errors = [{ path: 'tags', message: 'Device 1 would have 21 tags; 20 is the most.' }];
    const params = { tags: 21, maximum: 20 };
    api.on(path, () => problem({ code: 'fleet.too-many-tags', status: 409, errors, params }));
    const dialog = await open();
    await user.type(dialog.getByLabelText('Add tags'), 'Roof');
    await user.click(save());
    expect(await dialog.findByText('20 is the most of a device. Take some off first.')).toBeDefined();
    expect(dialog.queryByRole('alert')).toBeNull();
    expect(dialog.getByLabelText<HTMLInputElement>('Add tags').value).toBe('Roof');
  });

  it('are each there once, whatever case they are typed in, and none is lost', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { selector: tagKey }), fc.string(), (tags, typed) => {
        const together = withTyped(tags, typed);
        expect(together.slice(0, tags.length)).toEqual(tags);
        expect(new Set(together.map(tagKey)).size).toBe(together.length);
      }),
    );
  });
});
