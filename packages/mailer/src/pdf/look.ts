import type { Fonts } from '../fonts/font-set.ts';
import type { Weight } from '../fonts/font-set.ts';

/** How documents look. */
export interface Look {
  /** The colour of the name at the head and of the lines around totals, as `#rrggbb`. Default: a dark blue. */
  readonly accent?: string | undefined;
  /** A PNG or JPEG, shown at the right of the head, at most 60 by 20 mm. Default: none. */
  readonly logo?: Uint8Array | undefined;
  /** Default: Noto Sans with Latin, Greek, Cyrillic, Hebrew and Arabic. */
  readonly fonts?: Fonts | undefined;
}

/** A text style with its colour and the height of its lines. */
export interface InkStyle {
  readonly size: number;
  readonly weight: Weight;
  readonly color: string;
  readonly lineHeight: number;
}

const ink = '#1d232a';
const faint = '#5c6672';

const style = (size: number, weight: Weight = 'regular', color = ink): InkStyle => ({
  size,
  weight,
  color,
  lineHeight: Math.round(size * 14) / 10,
});

/** Every style of a document. */
export const styles = {
  letterhead: style(17, 'bold'),
  sender: style(6.8, 'regular', faint),
  address: style(10),
  factLabel: style(8.6, 'regular', faint),
  fact: style(8.6),
  heading: style(14.5, 'bold'),
  normal: style(9.2),
  quiet: style(8.2, 'regular', faint),
  strong: style(9.2, 'bold'),
  title: style(9.8, 'bold'),
  columnTitle: style(8, 'bold', faint),
  note: style(7.8, 'regular', faint),
  carried: style(8.6, 'regular', faint),
  total: style(11, 'bold'),
  footer: style(7, 'regular', faint),
  caption: style(7, 'regular', faint),
} as const;

export const rule = '#c8ced6';
export const defaultAccent = '#1f4e79';
