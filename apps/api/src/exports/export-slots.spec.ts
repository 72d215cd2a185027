import { ExportSlots } from './export-slots.js';

const codeOf = (take: () => unknown): string => {
  try {
    take();
    return 'taken';
  } catch (failure) {
    return (failure as { code: string }).code;
  }
};

describe('places for exports', () => {
  it('one person has two at a time; a third is refused until one ends', () => {
    const slots = new ExportSlots();
    const release = slots.take('ida');
    slots.take('ida');
    expect(codeOf(() => slots.take('ida'))).toBe('export.too-many');
    expect(codeOf(() => slots.take('ole'))).toBe('taken');
    release();
    expect(codeOf(() => slots.take('ida'))).toBe('taken');
  });

  it('the process has eight for organizations that have one already; then those are refused until one ends', () => {
    const slots = new ExportSlots();
    const releases = [1, 2, 3, 4].flatMap((n) => [slots.take(`a${n}`, `home ${n}`), slots.take(`b${n}`, `home ${n}`)]);
    expect(codeOf(() => slots.take('c1', 'home 1'))).toBe('export.busy');
    releases[0]?.();
    expect(codeOf(() => slots.take('c1', 'home 1'))).toBe('taken');
    expect(codeOf(() => slots.take('c2', 'home 2'))).toBe('export.busy');
  });

  it('one organization has four, however many people ask', () => {
    const slots = new ExportSlots();
    for (const person of ['a', 'b', 'c', 'd']) slots.take(person, 'mills');
    expect(codeOf(() => slots.take('e', 'mills'))).toBe('export.too-many');
    expect(codeOf(() => slots.take('f', 'works'))).toBe('taken');
  });

  it('an organization that exports nothing finds a place when others have all eight, and sixteen is the end of it', () => {
    const slots = new ExportSlots();
    for (const person of ['a', 'b', 'c', 'd'])
      for (const home of ['mills', 'works']) slots.take(`${person} ${home}`, home);
    for (let n = 0; n < 8; n += 1) expect(codeOf(() => slots.take(`quiet ${n}`, `home ${n}`))).toBe('taken');
    expect(codeOf(() => slots.take('seventeenth', 'new'))).toBe('export.busy');
  });

  it('a place that is given back twice is one place', () => {
    const slots = new ExportSlots();
    const release = slots.take('ida');
    slots.take('ida');
    release();
    release();
    slots.take('ida');
    expect(codeOf(() => slots.take('ida'))).toBe('export.too-many');
  });
});
