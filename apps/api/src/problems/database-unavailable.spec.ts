import { Prisma } from '#prisma';
import { isDatabaseUnavailable } from './database-unavailable.js';

const fromPrisma = (code: string, cause?: object) =>
  new Prisma.PrismaClientKnownRequestError('failed', {
    code,
    clientVersion: 'test',
    ...(cause && { meta: { driverAdapterError: { cause } } }),
  });
const fromPg = (code: string) => Object.assign(new Error('failed'), { code });

describe('a database that is away', () => {
  it.each([
    ['Prisma cannot reach it', fromPrisma('P1001')],
    ['Prisma had no transaction in time', fromPrisma('P2028')],
    ['a raw query cannot reach it', fromPrisma('P2010', { kind: 'DatabaseNotReachable' })],
    ['the server shuts down under a query', fromPrisma('P2039', { kind: 'postgres', code: '57P01' })],
    ['the port is closed', fromPg('ECONNREFUSED')],
    ['the server starts up', fromPg('57P03')],
    ['the server has too many clients', fromPg('53300')],
    ['the pool has no connection in time', new Error('timeout exceeded when trying to connect')],
    ['the connection broke', new Error('Connection terminated unexpectedly')],
  ])('is recognized when %s', (_when, failure) => {
    expect(isDatabaseUnavailable(failure)).toBe(true);
  });

  it.each([
    ['a unique value is taken', fromPrisma('P2002', { kind: 'UniqueConstraintViolation' })],
    ['a statement is wrong', fromPrisma('P2010', { kind: 'postgres', code: '42601' })],
    ['a division by zero', fromPg('22012')],
    ['a bug', new TypeError('undefined is not a function')],
    ['a text', 'ECONNREFUSED'],
    ['nothing', undefined],
  ])('is not blamed for %s', (_what, failure) => {
    expect(isDatabaseUnavailable(failure)).toBe(false);
  });
});
