import { problemDocument } from '#libs/contracts/http';
import { AssetLimitError } from '#libs/equipment';
import { AlreadyMemberError, PasswordChecksBusyError, SessionUnknownError } from '#libs/identity';
import { organizationId } from '#libs/kernel';
import { internalProblem, problemOf } from './problem.js';
import { BodyTooLargeError, InvalidRequestError } from './request-errors.js';

describe('a problem document', () => {
  it('names the kind of problem in words, its code, and the occurrence (RFC 9457 §3.1)', () => {
    expect(problemOf(new SessionUnknownError(), 'trace-1')).toEqual({
      type: 'urn:fieldgate:problem:identity.session-unknown',
      title: 'Session unknown',
      status: 401,
      detail: 'The token belongs to no session. Sign in again.',
      instance: 'urn:fieldgate:request:trace-1',
      code: 'identity.session-unknown',
      correlationId: 'trace-1',
    });
  });

  it('names the field a refusal is about', () => {
    const { status, errors } = problemOf(new AlreadyMemberError('ada@example.com'), 'trace-1');
    expect(status).toBe(409);
    expect(errors).toEqual([
      { path: 'email', message: 'ada@example.com already belongs to a member of the organization.' },
    ]);
  });

  it('has the numbers behind its words by name, and nothing else of what is behind them', () => {
    const { params, detail } = problemOf(new AssetLimitError(organizationId('o'), 12, 10), 'trace-1');
    expect(params).toEqual({ assets: 12, limit: 10 });
    for (const number of Object.values(params ?? {})) expect(detail).toContain(String(number));
    expect(problemOf(new SessionUnknownError(), 'trace-1')).not.toHaveProperty('params');
  });

  it.each([
    [new PasswordChecksBusyError(64), 503],
    [new BodyTooLargeError(1024), 413],
    [new InvalidRequestError([{ path: 'name', message: 'is required' }]), 400],
  ])('of %s has status %d', (failure, status) => {
    expect(problemOf(failure, 'trace-1').status).toBe(status);
  });

  it('tells nothing of a failure nobody foresaw but the correlation id', () => {
    expect(problemDocument.parse(internalProblem('trace-1'))).toMatchObject({ status: 500, code: 'internal' });
    expect(internalProblem('trace-1').detail).toContain('trace-1');
  });
});
