import fc from 'fast-check';
import { cursorOf, deviceQuery } from '#libs/contracts/http';
import { deviceModels, deviceSearches } from '#libs/devices';
import { scopeOf } from '#libs/identity';
import { newUuid } from '#libs/kernel';
import { aForm, startFleet } from './fleet-under-test.js';

jest.setTimeout(60_000);

type Names = readonly string[];

describe('the order of names', () => {
  let fleet: Awaited<ReturnType<typeof startFleet>>;
  beforeAll(async () => {
    fleet = await startFleet();
  }, 120_000);
  afterAll(() => fleet.stop());

  const sorted = async (names: Names) =>
    (
      await fleet.registry.client.$queryRaw<{ name: string }[]>`
        SELECT name FROM unnest(${[...names]}::text[]) AS name ORDER BY name_order(name) COLLATE "C", name COLLATE "C"`
    ).map(({ name }) => name);

  it.each<[string, Names]>([
    ['Polish', ['Cma', 'Ćma', 'Cz', 'Lodz', 'Łódź', 'Lu', 'Zebra', 'Żaba', 'Źrebak']],
    ['German', ['Osten', 'Ökonom', 'Ort', 'Strand', 'Straße', 'Strasser', 'Zebra']],
    ['Nordic', ['Aarhus', 'Ærø', 'Afrika', 'Oslo', 'Øst', 'Ottar']],
    ['Czech and French', ['Cech', 'Čech', 'Cecil', 'Eclair', 'Éclair', 'Ecole']],
    ['Greek', ['Ελλάδα', 'Ελληνικά', 'Ζευς']],
    ['Cyrillic', ['Еж', 'Ёлка', 'Ель', 'Иван', 'Йод', 'Каса']],
  ])('puts letters with marks beside those without, and not behind Z: %s', async (_script, names) => {
    const expected = [...names].sort(new Intl.Collator('en', { sensitivity: 'accent' }).compare);
    expect(await sorted([...names].reverse())).toEqual(expected);
  });

  it('never contradicts the root order of Unicode about letters, digits and spaces', async () => {
    const letters = 'aąbcćčdđeęéèfgğhiíjklłmnńñoóöøpqrřsśštuúüůvwxyýzźżßæœ'.split('');
    const character = fc.constantFrom(...letters, ...letters.map((letter) => letter.toUpperCase()), '0', '7', ' ');
    const name = fc
      .array(character, { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join('').normalize('NFC').trim())
      .filter((text) => text !== '');
    const { compare } = new Intl.Collator('en', { sensitivity: 'base' });
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 2, maxLength: 30 }), async (names) => {
        const inOrder = await sorted(names);
        for (const [place, each] of inOrder.entries()) {
          const next = inOrder[place + 1];
          if (next !== undefined) expect([each, next, compare(each, next) <= 0]).toEqual([each, next, true]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('leads through pages of devices without a gap, equal names by id; a search finds what begins with its very letters', async () => {
    const names = ['Zebra', 'Ćma', 'cma', 'Ökonom', 'Ort', 'Łódź', 'łódź', 'Lodz', 'ćma'];
    const { client } = fleet.registry;
    for (const name of names) {
      const { registration } = await fleet.fleet.registration.register(fleet.actorIn(fleet.provider), aForm());
      await client.device.update({ where: { id: registration.device.id }, data: { name } });
    }
    const page = (query: Record<string, unknown>) => {
      const read = deviceQuery.parse({ sort: 'name', limit: '2', ...query });
      const scope = scopeOf(fleet.actorIn(fleet.provider));
      return fleet.fleet.reader.devices(scope, { ...read, searches: deviceSearches(read) }, fleet.clock.now());
    };
    const found: { name: string; id: string }[] = [];
    for (let cursor: string | undefined; ; ) {
      const { devices, next } = await page(cursor === undefined ? {} : { cursor });
      found.push(...devices.map(({ name, id }) => ({ name: name.toLowerCase(), id })));
      if (!next) break;
      cursor = cursorOf(next);
    }
    const inOrder = ['cma', 'ćma', 'ćma', 'lodz', 'łódź', 'łódź', 'ökonom', 'ort', 'zebra'];
    expect(found.map(({ name }) => name)).toEqual(inOrder);
    for (const [place, { name, id }] of found.entries())
      if (found[place + 1]?.name === name) expect(id < (found[place + 1]?.id ?? '')).toBe(true);
    const namesBeginning = async (name: string) =>
      (await page({ name, limit: '200' })).devices.map((device) => device.name.toLowerCase());
    expect(await namesBeginning('ć')).toEqual(['ćma', 'ćma']);
    expect(await namesBeginning('LO')).toEqual(['lodz']);
    expect(await namesBeginning('ŁÓD')).toEqual(['łódź', 'łódź']);
  });

  it('is that of the models of devices, too, wherever they are named', async () => {
    const names = ['Zebra', 'ćma', 'Ökonom'];
    await fleet.registry.client.deviceModel.createMany({
      data: names.map((name) => ({ id: newUuid(fleet.clock.now()), name, keyAlgorithm: 'ec_p256' as const })),
    });
    const listed = (await deviceModels(fleet.registry)).map(({ name }) => name);
    expect(listed.filter((name) => names.includes(name))).toEqual(['ćma', 'Ökonom', 'Zebra']);
  });
});
