import { Pool } from 'pg';
import { describeOnEveryDatabase } from '#libs/testing';
import { Prisma, RegistryDatabase } from '#prisma';

const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

describeOnEveryDatabase('Prisma', (database) => {
  let pool: Pool;
  let registry: RegistryDatabase;

  beforeAll(() => {
    pool = new Pool({ connectionString: database.url, max: 8 });
    registry = new RegistryDatabase(pool);
  });
  beforeEach(() => registry.client.organization.deleteMany());
  afterAll(async () => {
    await registry.close();
    await pool.end();
  });

  const organization = (n: number) => ({
    id: uuid(n),
    kind: 'customer' as const,
    name: `Organization ${n}`,
    path: `/${uuid(n)}/`,
    createdAt: new Date('2026-11-21T12:00:00.123Z'),
    updatedAt: new Date('2026-11-21T12:00:01.456Z'),
  });

  it('is closed without ado when nobody asked it for anything', async () => {
    const untouched = new RegistryDatabase(pool);
    await untouched.close();
    await expect(pool.query('SELECT 1')).resolves.toMatchObject({ rowCount: 1 });
  });

  it('reads back what it wrote', async () => {
    await registry.client.organization.create({ data: organization(1) });
    await expect(registry.client.organization.findUnique({ where: { id: uuid(1) } })).resolves.toMatchObject(
      organization(1),
    );
  });

  it('writes and reads in parallel', async () => {
    const numbers = Array.from({ length: 40 }, (_, i) => i);
    await Promise.all(numbers.map((n) => registry.client.organization.create({ data: organization(n) })));
    const found = await Promise.all(
      numbers.map((n) => registry.client.organization.findUniqueOrThrow({ where: { id: uuid(n) } })),
    );
    expect(found.map(({ name }) => name)).toEqual(numbers.map((n) => `Organization ${n}`));
  });

  it('commits a unit of work whole', async () => {
    await registry.run(async () => {
      await registry.client.organization.create({ data: organization(1) });
      await registry.client.organization.create({ data: organization(2) });
    });
    await expect(registry.client.organization.count()).resolves.toBe(2);
  });

  it('rolls a unit of work back whole when it throws, and the next one works', async () => {
    const work = registry.run(async () => {
      await registry.client.organization.create({ data: organization(1) });
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    await expect(registry.client.organization.count()).resolves.toBe(0);
    await registry.run(() => registry.client.organization.create({ data: organization(1) }));
    await expect(registry.client.organization.count()).resolves.toBe(1);
  });

  it('names the constraint that a duplicate breaks', async () => {
    await registry.client.organization.create({ data: organization(1) });
    const again = registry.client.organization.create({ data: organization(1) });
    await expect(again).rejects.toBeInstanceOf(Prisma.PrismaClientKnownRequestError);
    await expect(again).rejects.toMatchObject({ code: 'P2002' });
  });

  it('runs units of work of several connections one after the other or side by side, and loses none', async () => {
    await registry.client.organization.create({ data: { ...organization(1), name: '0' } });
    const increment = () =>
      registry.run(async () => {
        await registry.client.$queryRaw`SELECT 1 FROM organization WHERE id = ${uuid(1)}::uuid FOR UPDATE`;
        const { name } = await registry.client.organization.findUniqueOrThrow({ where: { id: uuid(1) } });
        await registry.client.organization.update({ where: { id: uuid(1) }, data: { name: String(Number(name) + 1) } });
      });
    await Promise.all(Array.from({ length: 16 }, increment));
    await expect(registry.client.organization.findFirst()).resolves.toMatchObject({ name: '16' });
  });
});
