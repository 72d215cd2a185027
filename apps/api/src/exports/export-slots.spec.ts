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

  it('the process has eight; then everybody is refused until one ends', () => {
    const slots = new ExportSlots();
    const releases = [1, 2, 3, 4].flatMap((n) => [slots.take(`person ${n}`), slots.take(`person ${n}`)]);
    expect(codeOf(() => slots.take('ninth'))).toBe('export.busy');
    expect(codeOf(() => slots.take('person 1'))).toBe('export.too-many');
    releases[0]?.();
    expect(codeOf(() => slots.take('ninth'))).toBe('taken');
    expect(codeOf(() => slots.take('tenth'))).toBe('export.busy');
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
