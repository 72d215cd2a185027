import fc from 'fast-check';
import { meaningOf } from './mail-error';

describe('the last error of a mail', () => {
  it.each([
    ['550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown', 'address'],
    ['550 no such user', 'address'],
    ['552 5.2.2 Mailbox full', 'full'],
    ['554 5.7.1 Message rejected as spam', 'spam'],
    ['535 5.7.8 Authentication credentials invalid', 'sign-in'],
    ['552 5.3.4 Message size exceeds fixed limit', 'full'],
    ['connect ECONNREFUSED 127.0.0.1:25', 'away'],
    ['The mail server does not answer.', 'away'],
    ['self-signed certificate in certificate chain', 'certificate'],
    ['451 4.3.0 Temporary system problem', 'later'],
    ['554 Transaction failed', 'refused'],
    ['The link in it ended at 2026-11-29T00:00:00.000Z, before the mail could be sent. Send a new one.', 'link-ended'],
    ['Nobody noted how the last of 12 attempts ended: the worker stopped while it was made.', 'broken-off'],
    ['Something nobody foresaw', 'other'],
  ])('"%s" means: %s', (lastError, meaning) => {
    expect(meaningOf(lastError)).toBe(meaning);
  });

  it('has a meaning whatever a mail server says', () => {
    fc.assert(fc.property(fc.string(), (lastError) => expect(meaningOf(lastError)).toMatch(/^[a-z-]+$/)));
  });
});
