import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#e0f2f2',
  '#c6e6e6',
  '#9bd3d4',
  '#6bbec1',
  '#42a7ac',
  '#2f98a0',
  '#178089',
  '#0b6b74',
  '#08535a',
  '#053b41',
];

// Text first, page last: the library picks its dark surfaces, borders and hints by place in this list.
const slate: MantineColorsTuple = [
  '#e6ebf0',
  '#b4c0cb',
  '#93a1af',
  '#6b7a89',
  '#27323d',
  '#1d2630',
  '#151c23',
  '#10161c',
  '#0d1217',
  '#090d11',
];

/** The component library in our colours, sizes and type. */
export const theme = createTheme({
  colors: { petrol, dark: slate },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '11.5px', sm: '12.5px', md: '14px', lg: '16px', xl: '20px' },
  defaultRadius: '6px',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
});

/** Lets the library's surfaces follow our palette, so that a popover and a page never differ by a shade. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...shared, ...primary },
  // White on the filled button keeps a contrast of 4.7 in the dark too.
  dark: { ...shared, ...primary, '--mantine-color-petrol-filled': petrol[6]!, '--mantine-color-petrol-filled-hover': petrol[7]! },
});

const primary = {
  '--mantine-color-petrol-light': 'var(--accent-soft)',
  '--mantine-color-petrol-light-hover': 'var(--share)',
  '--mantine-color-petrol-light-color': 'var(--accent)',
  '--mantine-color-petrol-text': 'var(--accent)',
};

const shared = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--bad)',
};
