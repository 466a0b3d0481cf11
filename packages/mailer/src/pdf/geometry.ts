import type { Paper } from '../paper/paper.ts';

/** Points to a millimetre. */
export const mm = 72 / 25.4;

/** Where the parts of a letter stand, in points from the top left corner. */
export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  /** The top of the text on pages after the first. */
  readonly top: number;
  /** The end of the text on every page. */
  readonly bottom: number;
  readonly letterhead: number;
  /** What shows in the window of the envelope: the sender in small print, and the address below it. */
  readonly window: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    /** Where the address begins, below the top of the window. */
    readonly address: number;
  };
  readonly facts: { readonly x: number; readonly y: number };
  /** The top of the heading on the first page. */
  readonly heading: number;
  readonly footer: number;
  /** Where the letter is folded and punched, at the left edge. */
  readonly marks: readonly number[];
}

/** DIN 5008, form B: the window of a DIN long envelope begins 45 mm below the top and shows 85 by 45 mm. */
const a4: Geometry = {
  width: 210 * mm,
  height: 297 * mm,
  left: 25 * mm,
  right: 190 * mm,
  top: 20 * mm,
  bottom: 262 * mm,
  letterhead: 16 * mm,
  window: { x: 25 * mm, y: 45 * mm, width: 75 * mm, height: 45 * mm, address: 17.7 * mm },
  facts: { x: 118 * mm, y: 50 * mm },
  heading: 100 * mm,
  footer: 268 * mm,
  marks: [105 * mm, 148.5 * mm, 210 * mm],
};

/** US letter, folded in three for a #10 envelope, whose window shows 2 to 3.1 inches below the top. */
const letter: Geometry = {
  width: 612,
  height: 792,
  left: 0.9 * 72,
  right: 612 - 0.75 * 72,
  top: 0.8 * 72,
  bottom: 792 - 1.35 * 72,
  letterhead: 0.6 * 72,
  window: { x: 0.9 * 72, y: 1.9 * 72, width: 3.3 * 72, height: 1.4 * 72, address: 0.3 * 72 },
  // Right of all that the window shows, however the sheet lies in its envelope.
  facts: { x: 5.4 * 72, y: 1.95 * 72 },
  heading: 3.75 * 72,
  footer: 792 - 1.15 * 72,
  marks: [],
};

/** The geometry of a paper format. */
export const geometryOf = (format: Paper['format']): Geometry => ({ a4, letter })[format];
