// The library brings no types; whoever compiles this source finds ours.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="../../types/fontkit.d.ts" />
import { create } from 'fontkit';

/** One font file, ready to be measured. */
export interface Face {
  /** Tells it from the other faces of a document. */
  readonly id: string;
  readonly bytes: Uint8Array;
  has(codePoint: number): boolean;
  /**
   * Whether a text can be set with its ligatures and marks. fontkit 2.0.4 throws where a font places a mark on one
   * part of a sign and names no place for it, for example at the Arabic letter U+06A2.
   */
  sets(text: string): boolean;
  /** Whether a text can be set by this face alone, from left to right. */
  writes(text: string): boolean;
  /** The width of a text without line breaks, at a size of 1. */
  widthOf(text: string): number;
}

/** Words repeat themselves: most are measured once. More than these are measured again. */
const mostKnownWords = 20_000;

/** Reads a TrueType or OpenType font. */
export function readFace(id: string, bytes: Uint8Array): Face {
  const font = create(bytes);
  const known = new Map<string, number>();
  const covered = new Map<number, boolean>();
  const wordWidth = (word: string): number => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const width = font.layout(word).advanceWidth / font.unitsPerEm;
    if (known.size >= mostKnownWords) known.clear();
    known.set(word, width);
    return width;
  };
  const sets = (text: string): boolean => {
    try {
      for (const word of text.split(' ')) wordWidth(word);
      return true;
    } catch (error) {
      if (error instanceof TypeError) return false;
      throw error;
    }
  };
  const has = (codePoint: number): boolean => {
    let isThere = covered.get(codePoint);
    if (isThere === undefined) {
      isThere = font.hasGlyphForCodePoint(codePoint) && sets(String.fromCodePoint(codePoint));
      covered.set(codePoint, isThere);
    }
    return isThere;
  };
  const written = new Map<string, boolean>();
  const writesWord = (word: string): boolean => {
    let isWritten = written.get(word);
    if (isWritten === undefined) {
      isWritten = Array.from(word).every((character) => has(character.codePointAt(0) ?? 0)) && sets(word);
      if (written.size >= mostKnownWords) written.clear();
      written.set(word, isWritten);
    }
    return isWritten;
  };
  const space = wordWidth(' ');
  return {
    id,
    bytes,
    has,
    sets,
    writes: (text) => text.split(' ').every(writesWord),
    // Written word by word, as it is drawn: no kerning across a space.
    widthOf: (text) =>
      text.split(' ').reduce((sum, word) => sum + (word === '' ? 0 : wordWidth(word)) + space, -space),
  };
}
