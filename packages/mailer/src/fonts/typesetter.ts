import { cleanText } from './clean-text.ts';
import type { FontSet, Weight } from './font-set.ts';
import { type Run, runsOf } from './runs.ts';

/** How a text looks. */
export interface TextStyle {
  readonly size: number;
  readonly weight: Weight;
}

/** A run with its place on the line. */
export interface PlacedRun extends Run {
  readonly x: number;
}

/** A line of text that is ready to be drawn. */
export interface SetLine {
  readonly runs: readonly PlacedRun[];
  readonly width: number;
}

/** Breaks text into lines and places it. Lengths are in points. */
export class Typesetter {
  readonly #fonts: FontSet;

  constructor(fonts: FontSet) {
    this.#fonts = fonts;
  }

  /** A text in lines no wider than `width`; words that are wider by themselves are cut. */
  wrap(text: string, width: number, style: TextStyle): readonly SetLine[] {
    return cleanText(text)
      .split('\n')
      .flatMap((paragraph) => this.#brokenLines(paragraph.trimEnd(), width, style))
      .map((line) => this.#set(line, style));
  }

  /** A text on one line, however wide. */
  line(text: string, style: TextStyle): SetLine {
    return this.#set(cleanText(text).replaceAll('\n', ' '), style);
  }

  #brokenLines(paragraph: string, width: number, style: TextStyle): readonly string[] {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ').flatMap((each) => this.#cut(each, width, style))) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && this.#widthOf(longer, style) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  }

  /** A word in parts that fit. */
  #cut(word: string, width: number, style: TextStyle): readonly string[] {
    if (this.#widthOf(word, style) <= width) return [word];
    const parts: string[] = [];
    let part = '';
    for (const { segment } of graphemes.segment(word)) {
      if (part !== '' && this.#widthOf(part + segment, style) > width) {
        parts.push(part);
        part = segment;
      } else part += segment;
    }
    return [...parts, part];
  }

  #widthOf(text: string, style: TextStyle): number {
    return this.#set(text, style).width;
  }

  #set(text: string, { size, weight }: TextStyle): SetLine {
    let x = 0;
    const runs = runsOf(text, this.#fonts[weight]).map((run) => {
      const placed = { ...run, x };
      x += run.face.widthOf(run.text) * size;
      return placed;
    });
    return { runs, width: x };
  }
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
