import { FakeQuantityStore, UnreliableDatabase } from '#libs/testing';
import { QuantityDictionary } from './quantity-dictionary.js';

function dictionaryWith(capacity = 100) {
  const database = new UnreliableDatabase();
  const store = new FakeQuantityStore(database);
  return { database, store, dictionary: new QuantityDictionary(store, capacity) };
}

const volt = { name: 'voltage', unit: 'V' };
const bare = { name: 'voltage', unit: undefined };

describe('QuantityDictionary', () => {
  it('knows nothing until it has asked, then remembers', async () => {
    const { dictionary } = dictionaryWith();
    expect(dictionary.idOf('voltage', 'V')).toBeUndefined();
    const ids = await dictionary.resolve([volt, bare]);
    expect(ids).toEqual([1, 2]);
    expect([dictionary.idOf('voltage', 'V'), dictionary.idOf('voltage', undefined)]).toEqual([1, 2]);
  });

  it('does not remember an id whose commit got no answer', async () => {
    const { dictionary, database } = dictionaryWith();
    database.state = 'mute';
    await expect(dictionary.resolve([volt])).rejects.toMatchObject({ code: 'telemetry.unavailable' });
    expect(dictionary.idOf('voltage', 'V')).toBeUndefined();
  });

  it('shares ids with other brokers', async () => {
    const { dictionary, store } = dictionaryWith();
    const other = new QuantityDictionary(store);
    await other.resolve([bare, volt]);
    expect(await dictionary.resolve([volt])).toEqual([2]);
  });

  it('forgets what was not asked for, and keeps what is used', async () => {
    const { dictionary } = dictionaryWith(10);
    await dictionary.resolve([volt]);
    for (let index = 0; index < 100; index++) {
      await dictionary.resolve([{ name: `n${index}`, unit: undefined }]);
      expect(dictionary.idOf('voltage', 'V')).toBe(1);
    }
    const known = Array.from({ length: 100 }, (_, index) => dictionary.idOf(`n${index}`, undefined)).filter(Boolean);
    expect(known.length).toBeLessThanOrEqual(10);
  });
});
