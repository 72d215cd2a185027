import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Input,
  type MantineColorsTuple,
} from '@mantine/core';

/** Shades around the one accent; 4 is that of the dark theme, 8 that of the light one (tokens.css). */
const pine: MantineColorsTuple = [
  '#eaf4f1',
  '#d3e6e0',
  '#a6cfc3',
  '#76b6a5',
  '#4a9d88',
  '#35877a',
  '#22766a',
  '#156759',
  '#0b5b4f',
  '#094a40',
];

/** What Mantine draws the dark theme with: ink in place of its grays. */
const dark: MantineColorsTuple = [
  '#e6ece9',
  '#c5d0cb',
  '#9db0a9',
  '#62736d',
  '#2c3a36',
  '#24312d',
  '#1b2623',
  '#0e1614',
  '#0b110f',
  '#070b0a',
];

export const theme = createTheme({
  colors: { pine, dark },
  primaryColor: 'pine',
  primaryShade: { light: 8, dark: 4 },
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    if (input.variant !== 'filled' || (input.color ?? 'pine') !== 'pine') return colors;
    // White on the dark theme's accent has a contrast of 3.2 only.
    return { ...colors, background: 'var(--accent)', hover: 'var(--accent-hover)', color: 'var(--on-accent)' };
  },
  defaultRadius: 3,
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  respectReducedMotion: true,
  cursorType: 'pointer',
  // Hints below: fields beside each other then stand on one line, whether they have one or not.
  components: {
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    }),
  },
});

/** Mantine draws with the tokens, so that a color has one place. */
const fromTokens = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--dimmed)',
  '--mantine-color-placeholder': 'var(--dimmed)',
  '--mantine-color-default': 'var(--paper)',
  '--mantine-color-default-hover': 'var(--sunk)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
};

export const themeVariables: CSSVariablesResolver = () => ({ variables: {}, light: fromTokens, dark: fromTokens });
