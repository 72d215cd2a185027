const names = [
  'map-water',
  'map-land',
  'map-border',
  'map-label',
  'paper',
  'ink',
  'accent',
  'ok',
  'warn',
  'bad',
  'unknown',
] as const;

/** Colors of the theme that is shown, as tokens.css has them. */
export type Colors = Readonly<Record<(typeof names)[number], string>>;

export function colors(): Colors {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Colors;
}
