import { Prisma } from '#prisma';
import { isDatabaseExhausted } from './database-exhausted.js';

const fromPg = (code: string) => Object.assign(new Error('failed'), { code });
const fromPrisma = (code: string) =>
  new Prisma.PrismaClientKnownRequestError('failed', {
    code: 'P2039',
    clientVersion: 'test',
    meta: { driverAdapterError: { cause: { kind: 'postgres', code } } },
  });

describe('a database without room', () => {
  it.each(['53000', '53100', '53200', '53400'])(
    'is recognized by SQLSTATE %s, through pg and through Prisma',
    (code) => {
      expect([isDatabaseExhausted(fromPg(code)), isDatabaseExhausted(fromPrisma(code))]).toEqual([true, true]);
    },
  );

  it.each(['ENOSPC', 'EDQUOT'])('is recognized by %s of the system', (code) => {
    expect(isDatabaseExhausted(fromPg(code))).toBe(true);
  });

  it.each([fromPg('53300'), fromPg('57P03'), fromPg('22012'), fromPrisma('42601'), new TypeError('a bug'), undefined])(
    'is not blamed for anything else (%s)',
    (failure) => {
      expect(isDatabaseExhausted(failure)).toBe(false);
    },
  );
});
