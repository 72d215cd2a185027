import { Argon2PasswordHashing } from '#libs/identity';
import { systemClock } from '#libs/kernel';
import { connectDatabase, createLogger, type DatabaseConnection } from '#libs/platform';
import { useTestDatabase } from '#libs/testing';
import { operatorsOver } from '../../../apps/api/src/prepare/operators.js';

const storage = useTestDatabase();

describe('the first operator', () => {
  let database: DatabaseConnection;
  beforeAll(() => {
    const logger = createLogger('test', 'fatal');
    database = connectDatabase({ url: storage.url, applicationName: 'test', maxConnections: 2, logger });
  });
  afterAll(() => database.close());

  const operators = () => operatorsOver(database.registry, systemClock);
  const first = { email: 'first@example.com', password: 'the first password' };

  it('is refused a password that may not be chosen, and nothing is made', async () => {
    await expect(operators().ensureOperator({ ...first, password: 'short' })).rejects.toMatchObject({
      code: 'identity.password-length',
    });
    expect(await database.registry.client.organization.count()).toBe(0);
  });

  it('is made once; later starts change nothing, whatever they are given', async () => {
    expect(await operators().ensureOperator(first)).toBe('created');
    expect(await operators().ensureOperator({ email: 'other@example.com', password: 'short' })).toBe('already-there');
    expect(await operators().ensureOperator({ ...first, password: 'another password' })).toBe('already-there');
    expect(await database.registry.client.organization.count()).toBe(1);
    expect(await database.registry.client.person.count()).toBe(1);
    const { email, passwordHash, memberships } = await database.registry.client.person.findFirstOrThrow({
      include: { memberships: { include: { organization: true } } },
    });
    expect(email).toBe(first.email);
    expect(await new Argon2PasswordHashing().verify(first.password, passwordHash)).toBe(true);
    expect(memberships).toMatchObject([{ role: 'admin', organization: { kind: 'operator' } }]);
  });
});
