import * as v from 'valibot';

/** The colours of a theme; the same as in renderer/src/styles/tokens.css, which a test compares. */
export const DEFAULT_COLOURS = {
  light: {
    bg: '#ffffff',
    surface: '#f3f6f9',
    'surface-2': '#e4eaf0',
    text: '#14212e',
    muted: '#445466',
    border: '#5f7082',
    primary: '#0b4f8a',
    'on-primary': '#ffffff',
    'primary-pressed': '#073a66',
    link: '#0b4f8a',
    success: '#0a6638',
    'success-bg': '#e3f4ea',
    warning: '#7a4300',
    'warning-bg': '#fff1d9',
    danger: '#b0201a',
    'danger-bg': '#fde9e7',
    focus: '#14212e',
    halo: '#ffc93c',
  },
  dark: {
    bg: '#0e1620',
    surface: '#18232f',
    'surface-2': '#243342',
    text: '#f2f5f8',
    muted: '#b9c6d3',
    border: '#8b9db0',
    primary: '#8cc4ff',
    'on-primary': '#06213b',
    'primary-pressed': '#b5d9ff',
    link: '#8cc4ff',
    success: '#7bd8a1',
    'success-bg': '#10301f',
    warning: '#ffc46b',
    'warning-bg': '#3a2807',
    danger: '#ffa8a0',
    'danger-bg': '#43140f',
    focus: '#ffc93c',
    halo: '#0e1620',
  },
  contrast: {
    bg: '#000000',
    surface: '#000000',
    'surface-2': '#1a1a1a',
    text: '#ffffff',
    muted: '#ffffff',
    border: '#ffffff',
    primary: '#ffff00',
    'on-primary': '#000000',
    'primary-pressed': '#ffffff',
    link: '#5cf2ff',
    success: '#7cff9b',
    'success-bg': '#000000',
    warning: '#ffd84d',
    'warning-bg': '#000000',
    danger: '#ff9e94',
    'danger-bg': '#000000',
    focus: '#5cf2ff',
    halo: '#000000',
  },
} as const;

export type ColourMode = keyof typeof DEFAULT_COLOURS;
export type ColourName = keyof (typeof DEFAULT_COLOURS)['light'];
export type Colours = Readonly<Record<ColourName, string>>;

export const COLOUR_MODES = Object.keys(DEFAULT_COLOURS) as readonly ColourMode[];
export const COLOUR_NAMES = Object.keys(DEFAULT_COLOURS.light) as readonly ColourName[];

const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i));
const someColours = v.strictObject(
  Object.fromEntries(COLOUR_NAMES.map((name) => [name, v.optional(colour)])) as Record<
    ColourName,
    v.OptionalSchema<typeof colour, undefined>
  >,
);

/** A theme file: colours that replace ours; what it leaves out stays. The contrast theme is never replaced. */
export const themeSchema = v.strictObject({
  v: v.literal(1),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  light: v.optional(someColours, {}),
  dark: v.optional(someColours, {}),
});
export type Theme = v.InferOutput<typeof themeSchema>;

const channel = (hex: string): number => {
  const value = parseInt(hex, 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
/** Relative luminance, WCAG 2.2. */
const luminance = (hex: string): number =>
  0.2126 * channel(hex.slice(1, 3)) +
  0.7152 * channel(hex.slice(3, 5)) +
  0.0722 * channel(hex.slice(5, 7));

/** Contrast ratio of two colours "#rrggbb", 1 to 21 (WCAG 2.2). */
export const contrastOf = (a: string, b: string): number => {
  const [one, other] = [luminance(a), luminance(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
};

const TEXT_PAIRS = [
  ['text', ['bg', 'surface', 'surface-2', 'success-bg', 'warning-bg', 'danger-bg']],
  ['muted', ['bg', 'surface', 'surface-2', 'success-bg']],
  ['on-primary', ['primary', 'primary-pressed']],
  ['link', ['bg', 'surface', 'surface-2']],
  ['success', ['bg', 'surface', 'success-bg']],
  ['warning', ['bg', 'surface', 'warning-bg']],
  ['danger', ['bg', 'surface', 'danger-bg']],
] as const satisfies readonly (readonly [ColourName, readonly ColourName[]])[];
const SHAPE_PAIRS = [
  ['border', ['bg', 'surface', 'surface-2']],
  ['focus', ['bg', 'halo']],
  ['primary', ['bg', 'surface']],
] as const satisfies readonly (readonly [ColourName, readonly ColourName[]])[];

const TEXT_NEEDS: Readonly<Record<ColourMode, number>> = { light: 4.5, dark: 4.5, contrast: 7 };
const SHAPE_NEEDS = 3;

export interface ColourPair {
  readonly front: ColourName;
  readonly back: ColourName;
  readonly needed: number;
}

/** Every pair that stands on one another somewhere, with the contrast that it needs. */
export const colourPairs = (mode: ColourMode): readonly ColourPair[] => [
  ...TEXT_PAIRS.flatMap(([front, backs]) =>
    backs.map((back) => ({ front, back, needed: TEXT_NEEDS[mode] })),
  ),
  ...SHAPE_PAIRS.flatMap(([front, backs]) =>
    backs.map((back) => ({ front, back, needed: SHAPE_NEEDS })),
  ),
];

export interface ThemeFault extends ColourPair {
  readonly mode: ColourMode;
  readonly ratio: number;
}

/** The whole palette of a theme. */
export const coloursOf = (
  theme: Pick<Theme, 'light' | 'dark'>,
  mode: 'light' | 'dark',
): Colours => ({
  ...DEFAULT_COLOURS[mode],
  ...Object.fromEntries(Object.entries(theme[mode]).filter(([, value]) => value !== undefined)),
});

/** Pairs whose contrast is too low; empty for a theme that everybody can read. */
export const faultsOf = (mode: ColourMode, colours: Colours): readonly ThemeFault[] =>
  colourPairs(mode).flatMap((pair) => {
    const ratio = contrastOf(colours[pair.front], colours[pair.back]);
    return ratio >= pair.needed ? [] : [{ ...pair, mode, ratio: Math.floor(ratio * 100) / 100 }];
  });

export const themeFaults = (theme: Theme): readonly ThemeFault[] =>
  (['light', 'dark'] as const).flatMap((mode) => faultsOf(mode, coloursOf(theme, mode)));
