import { KeyMaker } from './key-maker.js';

describe('the keys that are made at once', () => {
  it('are half of all places for one tenant at most, and the other half for the others', async () => {
    const maker = new KeyMaker();
    const some = (tenant: string, count: number) => Array.from({ length: count }, () => maker.make('ec-p256', tenant));
    const busy = some('busy', 40);
    const quiet = some('quiet', 32);
    const late = some('late', 1);
    const made = async (keys: readonly Promise<unknown>[]) =>
      (await Promise.allSettled(keys)).filter(({ status }) => status === 'fulfilled').length;
    expect(await Promise.all([made(busy), made(quiet), made(late)])).toEqual([32, 32, 0]);
    await expect(late[0]).rejects.toMatchObject({ code: 'fleet.keys-busy', details: { waiting: 64 } });
    await expect(busy[39]).rejects.toMatchObject({ code: 'fleet.keys-busy', details: { waiting: 32 } });
  });

  it('leave their places when they are made', async () => {
    const maker = new KeyMaker();
    for (let round = 0; round < 3; round += 1)
      await Promise.all(Array.from({ length: 32 }, () => maker.make('ec-p256', 'busy')));
    await expect(maker.make('ec-p256', 'busy')).resolves.toHaveProperty('publicKey');
  });
});
