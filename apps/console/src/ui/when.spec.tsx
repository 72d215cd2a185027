/** @jest-environment jsdom */
import { act, within } from '@testing-library/react';
import { show } from '../testing/render';
import { Ago, Day, TimeZoneOfPage, When } from './when';

const evening = '2026-11-29T16:53:00.000Z';

describe('a time on a page (rule 10)', () => {
  const shown = async (language: 'en' | 'pl', zone = 'Europe/Warsaw') => {
    const { container } = await show(
      <TimeZoneOfPage zone={zone}>
        <When at={evening} />
        <Day date="2026-11-29" />
      </TimeZoneOfPage>,
      language,
    );
    return within(container)
      .getAllByText(/2026/)
      .map(({ textContent, title }) => [textContent, title]);
  };

  it('is written by 24 hours with its zone, the day first, and UTC in its title', async () => {
    expect(await shown('en')).toEqual([
      ['29 Nov 2026, 17:53 CET', '2026-11-29 16:53:00 UTC'],
      ['29 Nov 2026', ''],
    ]);
  });

  it('is written the Polish way in Polish', async () => {
    expect(await shown('pl')).toEqual([
      ['29 lis 2026, 17:53 CET', '2026-11-29 16:53:00 UTC'],
      ['29 lis 2026', ''],
    ]);
  });

  it('has no second midnight', async () => {
    expect((await shown('en', 'Asia/Tokyo'))[0]?.[0]).toBe('30 Nov 2026, 01:53 GMT+9');
  });
});

describe('ages on a page', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-11-29T17:00:00Z'), doNotFake: ['performance', 'queueMicrotask'] });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('are written anew as time goes on, all by one timer, which ends with the last of them', async () => {
    const begun = jest.spyOn(globalThis, 'setInterval');
    const ended = jest.spyOn(globalThis, 'clearInterval');
    const { container, unmount } = await show(
      <>
        <Ago at="2026-11-29T16:59:50Z" />
        <Ago at="2026-11-29T16:58:55Z" />
      </>,
      'en',
    );
    const shown = () => [...container.querySelectorAll('time')].map(({ textContent }) => textContent);
    expect(shown()).toEqual(['10 sec ago', '1 min ago']);
    act(() => {
      jest.advanceTimersByTime(55_000);
    });
    expect(shown()).toEqual(['1 min ago', '2 min ago']);
    unmount();
    expect(begun.mock.calls.map(([, everyMs]) => everyMs)).toEqual([5_000]);
    expect(ended).toHaveBeenCalledTimes(1);
  });
});
