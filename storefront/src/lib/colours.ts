// The roles of tokens.css for drawn icons, which cannot read a style variable.
export const COLOURS = {
  ink: '#2b2622',
  ink2: '#5e554c',
  ink3: '#6f655b',
  action: '#33633f',
  money: '#a8322d',
  link: '#2c5384',
  warning: '#7e5600',
  negative: '#9f1d17',
  info: '#6b4e86',
  white: '#ffffff',
  line: '#978b7e'
} as const
export type Colour = keyof typeof COLOURS

/** Slices of the price bar, in the order the reasons come. */
export const SLICES = ['#dd9b90', '#ecc873', '#9db6d3', '#bda9cf', '#c7d9bb', '#e6ddce']
