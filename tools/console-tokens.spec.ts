import { readFileSync } from 'node:fs';

/** The least contrast of text with what it stands on (WCAG 2.2 §1.4.3), and of shapes and borders of controls (§1.4.11). */
const TEXT = 4.5;
const SHAPE = 3;

type Tokens = Readonly<Record<string, string>>;

function tokensOf(theme: 'light' | 'dark'): Tokens {
  const css = readFileSync('apps/console/src/ui/tokens.css', 'utf8');
  const block = new RegExp(`\\[data-mantine-color-scheme="${theme}"\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );
}

/** Relative luminance of a color (WCAG 2.2, definition). */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'] as const)('the colors of the %s theme', (theme) => {
  const tokens = tokensOf(theme);
  const contrastOf = (one: string, other: string) => contrast(tokens[one] ?? '', tokens[other] ?? '');
  const grounds = ['paper', 'sunk', 'accent-soft'];

  it.each(['ink', 'dimmed', 'accent'])('let %s be read on everything it stands on', (text) => {
    for (const ground of grounds) expect(contrastOf(text, ground)).toBeGreaterThanOrEqual(TEXT);
  });

  it('let the words on a filled button be read, pressed or not', () => {
    for (const ground of ['accent', 'accent-hover'])
      expect(contrastOf('on-accent', ground)).toBeGreaterThanOrEqual(TEXT);
  });

  it.each(['ok', 'warn', 'bad', 'unknown'])('let %s be read, as text and as a mark', (signal) => {
    for (const ground of ['paper', 'sunk']) expect(contrastOf(signal, ground)).toBeGreaterThanOrEqual(TEXT);
  });

  it('let names on the map be read, on land as on water', () => {
    for (const ground of ['map-land', 'map-water'])
      expect(contrastOf('map-label', ground)).toBeGreaterThanOrEqual(TEXT);
  });

  it('show where a control ends', () => {
    expect(contrastOf('line-strong', 'paper')).toBeGreaterThanOrEqual(SHAPE);
  });
});
