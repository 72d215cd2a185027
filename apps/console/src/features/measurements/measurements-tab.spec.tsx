/** @jest-environment jsdom */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { offlineMeasurement, offlineMeasurementPage } from '#libs/contracts/http';
import { anAsset, aSample, nothingFound } from '../../testing/an-asset';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { MeasurementsTab } from './measurements-tab';
import type { MeasurementSearch } from './search';

const asset = anAsset();
const path = `/assets/${asset.id}/offline-measurements`;
const faulty = aSample({
  id: '01900000-0000-7000-8000-000000000032',
  sampledAt: '2026-10-01T08:30:00.000Z',
  hydrogen: 800,
  methane: 1_393,
  ethane: 304,
  ethylene: 2_817,
  acetylene: 1.5,
  interpretation: {
    isSignificant: true,
    typical: [{ gas: 'hydrogen', value: 800, lower: 50, upper: 150, standing: 'above' }],
    ratios: {
      acetyleneToEthylene: 0.000532,
      methaneToHydrogen: 1.74125,
      ethyleneToEthane: 9.26645,
      faults: ['T3'],
      undetermined: null,
    },
    auxiliary: [{ ratio: 'CO2/CO', value: 2.1, finding: 'paper-in-fault', text: 'Paper.' }],
    duval: { point: { methane: 33.1, ethylene: 66.9, acetylene: 0 }, zone: 'T3', undetermined: null },
    rates: {
      since: '2026-03-01T08:30:00.000Z',
      days: 214,
      gases: [{ gas: 'hydrogen', perDay: 3.69, perYear: 1_348.3, limitPerYear: 25, isHigh: true }],
      undetermined: null,
    },
  },
});

function Tab({ may = asset.may }: { readonly may?: string[] }) {
  const [search, setSearch] = useState<MeasurementSearch>({});
  return <MeasurementsTab asset={{ ...asset, may }} search={search} onSearch={(change) => setSearch(change)} />;
}

describe('the oil tests of an asset', () => {
  const api = fakeApiOfSuite();
  const shows = (...items: (typeof faulty)[]) =>
    api.on(`GET ${path}`, () => answer(offlineMeasurementPage, { items, nextCursor: null }));

  it('R0-30: draws the newest sample in Duval triangle 1 and says in words what it and the ratios name', async () => {
    shows(faulty, aSample());
    await show(<Tab />);
    const picture = await screen.findByRole('img', {
      name: /CH₄ 33 %, C₂H₄ 67 %, C₂H₂ 0 %.*T3: overheating above 700 °C/,
    });
    expect(picture.querySelectorAll('polygon')).toHaveLength(7);
    expect(picture.querySelectorAll('.duval-before')).toHaveLength(2);
    expect(screen.getAllByText('T3: overheating above 700 °C')).toHaveLength(2);
    expect(screen.getByRole('row', { name: /Hydrogen H₂ 800 µL\/L above 50–150 \+1,350 limit 25/ })).toBeDefined();
    expect(screen.getByRole('row', { name: /CO₂\/CO 2.1 Paper is probably part/ })).toBeDefined();
  });

  it('names no fault where none is, though every sample has a place in the triangle', async () => {
    shows(aSample());
    await show(<Tab />);
    expect(await screen.findByText('No fault is named')).toBeDefined();
    const picture = screen.getByRole('img', { name: /CH₄ 50 %/ });
    expect(picture.querySelectorAll('[data-named]')).toHaveLength(0);
    expect(document.body.textContent).not.toMatch(/discharges|overheating/);
  });

  it('says that none can be named where not every gas was measured', async () => {
    shows(aSample({ interpretation: { ...nothingFound, isSignificant: null } }));
    await show(<Tab />, 'pl');
    expect(await screen.findByText('Nie można wskazać usterki')).toBeDefined();
  });

  it('rule 13: has the triangle as a table too, and a sample is chosen by its button', async () => {
    shows(faulty, aSample());
    await show(<Tab />);
    await userEvent.click(await screen.findByText('The triangle as a table, 2 samples'));
    expect(screen.getByRole('row', { name: /1 Oct 2026 33.1 % 66.9 % 0 % T3/ })).toBeDefined();
    const history = screen.getByRole('region', { name: 'Oil tests, newest first' });
    const older = within(history).getByRole('button', { name: /1 Mar 2026/ });
    await userEvent.click(older);
    expect(older.getAttribute('aria-pressed')).toBe('true');
    expect(screen.getByText('No fault is named')).toBeDefined();
  });

  it('R0-28, rule 10: stores a sample by the form, its time in the zone of the page, numbers with comma or point', async () => {
    shows(aSample());
    api.on(`POST ${path}`, () => answer(offlineMeasurement, faulty, 201));
    await show(<Tab />, 'pl');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Dodaj badanie' }));
    const dialog = screen.getByRole('dialog');
    await user.type(within(dialog).getByLabelText(/Pobranie oleju/), '2026-10-01T10:30');
    await user.type(within(dialog).getByLabelText(/Acetylen/), '1,5');
    shows(faulty, aSample());
    await user.dblClick(within(dialog).getByRole('button', { name: 'Zapisz badanie' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.askedFor(`POST ${path}`).map(({ body }) => body)).toEqual([
      { sampledAt: '2026-10-01T08:30:00.000Z', acetylene: 1.5 },
    ]);
    expect((await screen.findAllByText('T3: przegrzanie powyżej 700 °C')).length).toBeGreaterThan(0);
  });

  it('says at the field what would be right, and keeps what was typed whatever the platform refuses', async () => {
    shows(aSample());
    await show(<Tab />);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Add oil test' }));
    const dialog = screen.getByRole('dialog');
    const save = within(dialog).getByRole('button', { name: 'Save oil test' });
    await user.click(save);
    expect(within(dialog).getByText('Give at least one value.')).toBeDefined();
    expect(within(dialog).getByText(/Choose when the oil was drawn/)).toBeDefined();
    await user.type(within(dialog).getByLabelText(/Oil drawn/), '2026-03-01T09:30');
    await user.type(within(dialog).getByLabelText(/Hydrogen/), 'much');
    expect(await within(dialog).findByText('A number from 0 to 1,000,000 µL/L.')).toBeDefined();
    await user.clear(within(dialog).getByLabelText(/Hydrogen/));
    await user.type(within(dialog).getByLabelText(/Hydrogen/), '12');
    api.on(`POST ${path}`, () =>
      problem({
        code: 'fleet.sample-taken',
        status: 409,
        errors: [{ path: 'sampledAt', message: 'is taken' }],
      }),
    );
    await user.click(save);
    expect(await within(dialog).findByText(/It has other values. Correct that one/)).toBeDefined();
    expect(within(dialog).getByLabelText<HTMLInputElement>(/Hydrogen/).value).toBe('12');
  });

  it('offers nothing to whoever only looks', async () => {
    shows(aSample());
    await show(<Tab may={[]} />);
    await screen.findByText('No fault is named');
    expect(screen.queryByRole('button', { name: /Add|Correct|Delete|Choose a file/ })).toBeNull();
  });
});
