import { batchKinds } from './kinds';
import { actionFrom, isForGood, missingIn, nothingTyped } from './typed-action';

describe('what is typed for an action on many devices', () => {
  it('is sent as the API takes it: trimmed, tags parted by commas, what is empty left out', () => {
    const typed = { ...nothingTyped, reason: ' Why ', tags: ' Hall 7, Żółw ,,', organizationId: 'id', note: ' ' };
    expect(actionFrom('suspend', typed)).toEqual({ kind: 'suspend', reason: 'Why' });
    expect(actionFrom('tag', typed)).toEqual({ kind: 'tag', tags: ['Hall 7', 'Żółw'] });
    expect(actionFrom('assign', typed)).toEqual({ kind: 'assign', organizationId: 'id' });
    expect(actionFrom('revoke-certificates', typed)).toEqual({ kind: 'revoke-certificates', reason: 'unspecified' });
    expect(actionFrom('take-back', typed)).toEqual({ kind: 'take-back' });
  });

  it('lacks what its kind needs, and before what cannot be undone the number of devices, however it is written', () => {
    const missing = batchKinds(() => true).map((kind) => [kind, missingIn(kind, nothingTyped, 1_200)]);
    expect(Object.fromEntries(missing)).toEqual({
      suspend: 'reason',
      resume: undefined,
      assign: 'customer',
      'take-back': undefined,
      tag: 'tags',
      untag: 'tags',
      'revoke-certificates': 'number',
      retire: 'reason',
    });
    for (const number of ['1200', '1,200', '1 200'])
      expect(missingIn('retire', { ...nothingTyped, reason: 'x', number }, 1_200)).toBeUndefined();
    expect(missingIn('retire', { ...nothingTyped, reason: 'x', number: '120' }, 1_200)).toBe('number');
    expect(missingIn('tag', { ...nothingTyped, tags: 'x'.repeat(41) }, 1)).toBe('tags');
    expect(batchKinds(() => true).filter(isForGood)).toEqual(['revoke-certificates', 'retire']);
  });
});
