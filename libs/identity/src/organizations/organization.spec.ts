import { organizationId } from '#libs/kernel';
import { isWithin, levelOf, parentKinds, pathUnder } from './organization.js';

const operator = { path: pathUnder(null, organizationId('a')) };
const provider = { path: pathUnder(operator, organizationId('b')) };

describe('the tree of organizations', () => {
  it('writes a path as the ids from the root to the organization, each with a slash behind', () => {
    expect(operator.path).toBe('/a/');
    expect(provider.path).toBe('/a/b/');
  });

  it('counts the operator as level 1', () => {
    expect(levelOf(operator.path)).toBe(1);
    expect(levelOf(provider.path)).toBe(2);
  });

  it.each([
    { path: '/a/b/', ancestor: '/a/', within: true, because: 'it is below' },
    { path: '/a/b/', ancestor: '/a/b/', within: true, because: 'it is the organization itself' },
    { path: '/a/bc/', ancestor: '/a/b/', within: false, because: 'one id begins like the other' },
    { path: '/a/', ancestor: '/a/b/', within: false, because: 'it is above' },
  ])('$path within $ancestor: $within, because $because', ({ path, ancestor, within }) => {
    expect(isWithin(path, ancestor)).toBe(within);
  });

  it('R1-02, R2-04: lets providers stand under the operator, customers under providers and customers, nothing else', () => {
    expect(parentKinds).toEqual({ operator: [], provider: ['operator'], customer: ['provider', 'customer'] });
  });
});
