import { withoutSecrets } from './without-secrets.js';

const token = 'AaH9-kYAe86M3pzLzndfzB6rG857LG-kJk8sHzfQ1JSYQrTrtUOoYIexIgka8JKP';

describe('withoutSecrets', () => {
  it.each([
    [`/api/v1/invitations/${token}/acceptance`, '/api/v1/invitations/[secret]/acceptance'],
    [`/activate/${token}`, '/activate/[secret]'],
    [`/mistyped/${token.slice(0, 50)}`, '/mistyped/[secret]'],
    [`/api/v1/devices?token=${token}`, '/api/v1/devices'],
    [
      '/api/v1/organizations/01a1fdfa-4600-7439-9a3e-e67b00475f7f/members',
      '/api/v1/organizations/01a1fdfa-4600-7439-9a3e-e67b00475f7f/members',
    ],
    ['', ''],
  ])('%s is logged as %s', (url, logged) => {
    expect(withoutSecrets(url)).toBe(logged);
  });
});
