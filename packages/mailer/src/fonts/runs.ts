import createBidi from 'bidi-js';
import type { Face } from './face.ts';

/** A part of a line that one face writes in one direction. */
export interface Run {
  readonly face: Face;
  readonly text: string;
}

const bidi = createBidi();
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;
const isMark = /^\p{M}$/u;

/** Stand for a character that no face has, the first that there is. */
const substitutes = ['\ufffd', '\u25a1', '?'];

/** The parts of a line in the order in which they stand on the paper, from left to right. */
export function runsOf(line: string, faces: readonly Face[]): readonly Run[] {
  return rightToLeft.test(line)
    ? inVisualOrder(line).flatMap((part) => byFace(part, faces))
    : byFace(line, faces);
}

function byFace(text: string, faces: readonly Face[]): Run[] {
  const [first] = faces;
  if (first === undefined) return [];
  if (text !== '' && first.writes(text)) return [{ face: first, text }];
  const runs: { face: Face; text: string }[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    const { face, text: shown } = faceOf(character, faces, last?.face ?? first);
    if (last?.face === face) last.text += shown;
    else runs.push({ face, text: shown });
  }
  return runs.flatMap((run) => (run.face.sets(run.text) ? [run] : oneByOne(run)));
}

/** What can't be set as one piece is set sign by sign, without ligatures: readable, and on the paper. */
const oneByOne = ({ face, text }: Run): Run[] => Array.from(text, (character) => ({ face, text: character }));

function faceOf(character: string, faces: readonly Face[], before: Face): Run {
  // A space and a mark stay with what they follow, so that words and letters are written in one piece.
  const asked = character === ' ' || isMark.test(character) ? [before, ...faces] : faces;
  for (const shown of [character, ...substitutes]) {
    const face = asked.find((each) => each.has(shown.codePointAt(0) ?? 0));
    if (face !== undefined) return { face, text: shown };
  }
  return { face: before, text: '' };
}

/**
 * A line with text from right to left, cut so that each part can be written from left to right. Within a word the face
 * itself turns the letters.
 */
function inVisualOrder(line: string): readonly string[] {
  const embedding = bidi.getEmbeddingLevels(line);
  const levels = embedding.levels;
  const parts: { level: number; text: string }[] = [];
  for (const [index, character] of [...line.matchAll(/./gsu)].map(
    (match) => [match.index, match[0]] as const,
  )) {
    const level = levels[index] ?? 0;
    const last = parts.at(-1);
    // Words from right to left are parts of their own: a face turns a word, not a sentence.
    const isWordEnd = level % 2 === 1 && (character === ' ' || last?.text === ' ');
    const shown = level % 2 === 1 ? (bidi.getMirroredCharacter(character) ?? character) : character;
    if (last?.level === level && !isWordEnd) last.text += shown;
    else parts.push({ level, text: shown });
  }
  return reordered(parts).map(({ level, text }) =>
    isTurnedByNobody(level, text) ? Array.from(text).toReversed().join('') : text,
  );
}

/** A face turns letters that are written from right to left, but no signs that stand alone. */
const isTurnedByNobody = (level: number, text: string): boolean => level % 2 === 1 && !rightToLeft.test(text);

/** Rule L2 of the Unicode Bidirectional Algorithm: what is nested deepest is turned around first. */
function reordered(parts: readonly { readonly level: number; readonly text: string }[]): typeof parts {
  let order = [...parts];
  const deepest = Math.max(0, ...parts.map(({ level }) => level));
  for (let level = deepest; level >= 1; level -= 1) {
    const next: typeof order = [];
    let turned: typeof order = [];
    for (const part of order) {
      if (part.level >= level) turned.unshift(part);
      else {
        next.push(...turned, part);
        turned = [];
      }
    }
    order = [...next, ...turned];
  }
  return order;
}
