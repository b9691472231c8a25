import type { Color } from '../intent/intent.ts'

/** Shades of a hue from a tint to an ink (the steps of Open Color). Excalidraw's dark mode inverts lightness and keeps the hue. */
export type Hue = { tint: string; soft: string; full: string; line: string; ink: string }

export const HUES: Record<Exclude<Color, 'black' | 'white'>, Hue> = {
  red: { tint: '#ffe3e3', soft: '#ffc9c9', full: '#ffa8a8', line: '#fa5252', ink: '#c92a2a' },
  orange: { tint: '#fff0e0', soft: '#ffd8a8', full: '#ffb566', line: '#fd7e14', ink: '#c2410c' },
  yellow: { tint: '#fff9db', soft: '#ffec99', full: '#ffd43b', line: '#fab005', ink: '#b35c00' },
  green: { tint: '#e6fcec', soft: '#b2f2bb', full: '#69db7c', line: '#40c057', ink: '#2b8a3e' },
  teal: { tint: '#e0faf3', soft: '#96f2d7', full: '#50deb3', line: '#12b886', ink: '#087f5b' },
  blue: { tint: '#e7f5ff', soft: '#a5d8ff', full: '#74c0fc', line: '#339af0', ink: '#1864ab' },
  violet: { tint: '#f0ebff', soft: '#d0bfff', full: '#baa3fc', line: '#845ef7', ink: '#5f3dc4' },
  pink: { tint: '#fff0f6', soft: '#fcc2d7', full: '#faa2c1', line: '#f06595', ink: '#a61e4d' },
  brown: { tint: '#faf4ef', soft: '#eaddd7', full: '#d2bab0', line: '#a18072', ink: '#6f4e37' },
  gray: { tint: '#f8f9fa', soft: '#e9ecef', full: '#ced4da', line: '#868e96', ink: '#495057' },
}

/** The order in which branches, columns and series take their colours: neighbours differ, also for those who see few. */
export const BRANCHES = ['blue', 'orange', 'teal', 'violet', 'pink', 'green', 'yellow', 'red'] as const

export const INK = '#1e1e1e'
export const GRAYS = ['#ffffff', '#f8f9fa', '#f1f3f5', '#e9ecef', '#dee2e6', '#ced4da'] as const
