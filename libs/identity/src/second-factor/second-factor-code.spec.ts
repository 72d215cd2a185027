import { codeAt, newRecoveryCodes, newSecret, otpauthUri, recoveryCodeHash, stepOf } from './second-factor-code.js';

/** RFC 6238 appendix B: the ASCII text 12345678901234567890, in base32. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

describe('a one-time code', () => {
  // The RFC prints eight digits; of six digits a code is the last six of them (RFC 4226 §5.3).
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('RFC 6238 appendix B: at %i s is %s', (seconds, printed) => {
    expect(codeAt(secret, at(seconds))).toBe(printed.slice(2));
    expect(stepOf(secret, printed.slice(2), at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('RFC 6238 §5.2: is taken one step early and one step late, and says which step it is of', () => {
    const code = codeAt(secret, at(3000));
    expect([2940, 2970, 3000, 3030, 3059, 3060].map((seconds) => stepOf(secret, code, at(seconds)))).toEqual([
      undefined,
      100,
      100,
      100,
      100,
      undefined,
    ]);
  });

  it('is taken as people type it', () => {
    const code = codeAt(secret, at(3000));
    expect(stepOf(secret, ` ${code.slice(0, 3)} ${code.slice(3)} `, at(3000))).toBe(100);
  });

  it.each(['', '12345', '1234567', 'abcdef', '٠١٢٣٤٥', '-1-2-3'])('is never %j', (text) => {
    expect(stepOf(secret, text, at(3000))).toBeUndefined();
  });

  it('comes from 160 random bits that an app reads from the URI', () => {
    const made = newSecret();
    expect(made).toMatch(/^[A-Z2-7]{32}$/);
    const uri = new URL(otpauthUri(made, 'Fieldgate', 'ada@example.com'));
    expect(uri.protocol).toBe('otpauth:');
    expect(uri.searchParams.get('secret')).toBe(made);
    expect(uri.searchParams.get('issuer')).toBe('Fieldgate');
  });
});

describe('recovery codes', () => {
  it('are ten, different, of 80 bits each', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
  });

  it('are the same in lower case and without hyphens', () => {
    const [code = ''] = newRecoveryCodes();
    expect(recoveryCodeHash(code.toLowerCase().replaceAll('-', ' '))).toEqual(recoveryCodeHash(code));
  });
});
