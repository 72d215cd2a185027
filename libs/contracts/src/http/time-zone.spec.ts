import { timeZone } from './fields.js';

const isTaken = (name: string) => timeZone.safeParse(name).success;

describe('a time zone', () => {
  it('is any name of the IANA database, old ones too, in any case', () => {
    const names = [
      'UTC',
      'Etc/GMT-14',
      'Europe/Kyiv',
      'Asia/Calcutta',
      'US/Eastern',
      'EST5EDT',
      'CET',
      'GB',
      'NZ-CHAT',
    ];
    expect(
      [...Intl.supportedValuesOf('timeZone'), ...names, 'europe/warsaw', 'utc'].filter((name) => !isTaken(name)),
    ).toEqual([]);
  });

  it('is no name that only ICU knows: the database would refuse it, or mean another zone', () => {
    const names = [
      'SystemV/AST4ADT',
      'systemv/pst8',
      'US/Pacific-New',
      'Canada/East-Saskatchewan',
      'IST',
      'ist',
      'PST',
      'ACT',
    ];
    expect(names.filter(isTaken)).toEqual([]);
  });

  it('is no offset and nothing else', () => {
    expect(['+01:00', '-0300', 'UTC+1', 'Europe', 'Mars/Phobos', '', ' UTC', 'UTC\u0000'].filter(isTaken)).toEqual([]);
  });
});
