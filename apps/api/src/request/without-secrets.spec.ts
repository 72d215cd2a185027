import { withoutSecrets } from './without-secrets.js';

const token = 'AaH9-kYAe86M3pzLzndfzB6rG857LG-kJk8sHzfQ1JSYQrTrtUOoYIexIgka8JKP';

describe('withoutSecrets', () => {
  it.each([
    [`/api/v1/invitations/${token}/acceptance`, '/api/v1/invitations/[secret]/acceptance'],
    [`/activate/${token}`, '/activate/[secret]'],
    ['/api/v1/share-codes/0123-4567-89AB-CDEF/acceptance', '/api/v1/share-codes/[secret]/acceptance'],
    ['/api/v1/share-codes//0123-4567-89AB-CDEF', '/api/v1/share-codes//[secret]'],
    ['/api/v1/Share-Codes/0123-4567/89AB-CDEF', '/api/v1/Share-Codes/[secret]/[secret]'],
    ['/api/v1/sites/7/share-codes', '/api/v1/sites/7/share-codes'],
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
