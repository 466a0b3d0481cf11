// Lists are in order of UTF-16 code units, PostgreSQL's collation "C" is in order of code points. The two differ in one
// thing: in UTF-16, everything beyond U+FFFF comes before U+E000 to U+FFFF. So those two ranges change places on their
// way in and on their way out. All other text, nearly all there is, is stored as it is.

const firstHigh = 0xe000;
const beyond = 0x10000;
/** How many code points are in U+E000 to U+FFFF. */
const highs = beyond - firstHigh;
/** How many code points are beyond U+FFFF. */
const beyonds = 0x100000;

const moved = /[\u{e000}-\u{10ffff}]/gu;

/** A text that sorts by code points as the given one sorts by UTF-16 code units. */
export const toSortable = (text: string): string =>
  text.replaceAll(moved, (character) => {
    const point = pointOf(character);
    return characterAt(point < beyond ? beyonds + (point - firstHigh) : point - beyond);
  });

/** The text that became a sortable one. */
export const fromSortable = (sortable: string): string =>
  sortable.replaceAll(moved, (character) => {
    const point = pointOf(character);
    const place = point < beyond ? point - firstHigh : highs + (point - beyond);
    return String.fromCodePoint(place < beyonds ? beyond + place : firstHigh + (place - beyonds));
  });

/** The character at a place among all that change places, in order of code points. */
const characterAt = (place: number): string =>
  String.fromCodePoint(place < highs ? firstHigh + place : beyond + (place - highs));

const pointOf = (character: string): number => character.codePointAt(0) ?? 0;
