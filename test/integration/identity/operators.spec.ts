import { identityOver, newLinkKey, RequestOrigin } from '#libs/identity';
import { systemClock } from '#libs/kernel';
import { connectDatabase, createLogger, type DatabaseConnection } from '#libs/platform';
import { useTestDatabase } from '#libs/testing';

class NoRequest extends RequestOrigin {
  override current() {
    return {};
  }
}

const storage = useTestDatabase();

describe('the first operator', () => {
  let database: DatabaseConnection;
  beforeAll(() => {
    const logger = createLogger('test', 'fatal');
    database = connectDatabase({ url: storage.url, applicationName: 'test', maxConnections: 2, logger });
  });
  afterAll(() => database.close());

  const identity = () =>
    identityOver({
      database: database.registry,
      clock: systemClock,
      publicUrl: 'http://localhost:8080',
      linkKey: newLinkKey(),
      origin: new NoRequest(),
    });
  const first = { email: 'first@example.com', password: 'the first password' };

  it('is refused a password that may not be chosen, and nothing is made', async () => {
    const { operators } = identity();
    await expect(operators.ensureOperator({ ...first, password: 'short' })).rejects.toMatchObject({
      code: 'identity.password-length',
    });
    expect(await database.registry.client.organization.count()).toBe(0);
  });

  it('is made once; later starts change nothing, whatever they are given', async () => {
    const { operators, sessions, signIn } = identity();
    expect(await operators.ensureOperator(first)).toBe('created');
    expect(await operators.ensureOperator({ email: 'other@example.com', password: 'short' })).toBe('already-there');
    expect(await operators.ensureOperator({ ...first, password: 'another password' })).toBe('already-there');
    expect(await database.registry.client.organization.count()).toBe(1);
    expect(await database.registry.client.person.count()).toBe(1);
    const { token } = await signIn.signIn(first);
    expect((await sessions.authenticate(token)).memberships).toEqual([
      expect.objectContaining({ kind: 'operator', role: 'admin' }),
    ]);
  });
});
