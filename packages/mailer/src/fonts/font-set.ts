import { inflateSync } from 'node:zlib';
import { type Face, readFace } from './face.ts';
import { notoArabic } from './noto-arabic.ts';
import { notoBold } from './noto-bold.ts';
import { notoHebrew } from './noto-hebrew.ts';
import { notoRegular } from './noto-regular.ts';

/** Fonts of one's own, as TrueType or OpenType files. */
export interface Fonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
  /** For what the first two do not have, for example Chinese: the first that has a character writes it. */
  readonly others?: readonly Uint8Array[] | undefined;
}

export type Weight = 'regular' | 'bold';

/** The faces that may write a text of each weight, in the order in which they are asked. */
export type FontSet = Readonly<Record<Weight, readonly Face[]>>;

/** A font of this package as a file. */
export const inflatedFont = (text: string): Uint8Array => inflateSync(Buffer.from(text, 'base64'));

let ownFonts: FontSet | undefined;
const read = new WeakMap<Fonts, FontSet>();

/** The fonts of a document: those given, then those of this package. Fonts are read once. */
export function fontSet(given: Fonts | null): FontSet {
  ownFonts ??= fontSetOf('noto', {
    regular: inflatedFont(notoRegular),
    bold: inflatedFont(notoBold),
    others: [inflatedFont(notoHebrew), inflatedFont(notoArabic)],
  });
  if (given === null) return ownFonts;
  let set = read.get(given);
  if (set === undefined) {
    const first = fontSetOf('given', given);
    set = {
      regular: [...first.regular, ...ownFonts.regular],
      bold: [...first.bold, ...ownFonts.bold],
    };
    read.set(given, set);
  }
  return set;
}

/** Fonts, read. `name` tells them from the other fonts of a document. */
export function fontSetOf(name: string, { regular, bold, others = [] }: Fonts): FontSet {
  const further = others.map((bytes, index) => readFace(`${name}-other-${index}`, bytes));
  return {
    regular: [readFace(`${name}-regular`, regular), ...further],
    bold: [readFace(`${name}-bold`, bold), ...further],
  };
}
