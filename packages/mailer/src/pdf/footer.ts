import type { SetLine, Typesetter } from '../fonts/typesetter.ts';
import type { Paper } from '../paper/paper.ts';
import { type Geometry, mm } from './geometry.ts';
import { styles } from './look.ts';

/** The foot of every page, ready to be drawn: the lines of each column. */
export type Footer = readonly (readonly SetLine[])[];

/** As many lines as the foot of a page has room for without taking it from the text. */
const usualLines = 6;

/** Sets the foot of the pages, and gives it the room that it needs: what the law wants there is never cut off. */
export function placeFooter(
  usual: Geometry,
  typesetter: Typesetter,
  columns: Paper['footer'],
): { readonly footer: Footer; readonly geometry: Geometry } {
  const width = widthOf(usual, columns.length) - 4 * mm;
  const footer = columns.map((texts) =>
    texts.flatMap((text) => typesetter.wrap(text, width, styles.footer)).slice(0, mostLines),
  );
  const lines = footer.reduce((most, { length }) => Math.max(most, length), usualLines);
  const more = (lines - usualLines) * styles.footer.lineHeight;
  return { footer, geometry: { ...usual, bottom: usual.bottom - more, footer: usual.footer - more } };
}

/** More than fit on a third of a page are nobody's address. */
const mostLines = 24;

/** How wide a column of the foot is. */
export const widthOf = ({ left, right }: Geometry, columns: number): number =>
  (right - left) / Math.max(1, columns);
