import fc from 'fast-check';
import { expect } from 'vitest';
import { z } from 'zod';
import { parseTimestamp, parseWallClock } from '../../src/time/parse-timestamp.ts';
import { anyNearTimestamp } from './near-timestamps.ts';

const withOffset = z.iso.datetime({ offset: true });
const withoutOffset = z.iso.datetime({ local: true });
const endOfTime = Date.UTC(2200, 0, 1);

const within = (milliseconds: number): number =>
  milliseconds >= 0 && milliseconds < endOfTime ? milliseconds : Number.NaN;

/** Epoch milliseconds. V8 misreads fractions of ten digits and more, so what is finer goes first. */
const read = (text: string): number => within(Date.parse(text.replace(/(\.\d{3})\d+/, '$1')));

/** What zod and Date make of a text with `Z` or an offset. Alone, Date takes the 30th of February. */
function expectedTimestamp(text: string): number {
  return withOffset.safeParse(text).success ? read(text) : Number.NaN;
}

/** The same without offset. The form of zod's that needs none also takes `Z`. */
function expectedWallClock(text: string): number {
  const accepted = withoutOffset.safeParse(text).success && !text.endsWith('Z');
  return accepted ? read(`${text}Z`) : Number.NaN;
}

/** Asserts that the parsers agree with zod on random texts, in acceptance and in value. */
export function assertParsersAgree(numRuns: number): void {
  const accepted = { timestamps: 0, wallClocks: 0 };
  fc.assert(
    fc.property(anyNearTimestamp(), (text) => {
      const timestamp = parseTimestamp(text);
      const wallClock = parseWallClock(text);
      if (!Object.is(timestamp, expectedTimestamp(text))) return false;
      if (!Object.is(wallClock, expectedWallClock(text))) return false;
      if (!Number.isNaN(timestamp)) accepted.timestamps++;
      if (!Number.isNaN(wallClock)) accepted.wallClocks++;
      return true;
    }),
    { numRuns },
  );
  // Texts that are all refused, or all taken, would prove little.
  expect(accepted.timestamps).toBeGreaterThan(numRuns / 20);
  expect(accepted.wallClocks).toBeGreaterThan(numRuns / 20);
  expect(accepted.timestamps + accepted.wallClocks).toBeLessThan(numRuns * 0.8);
}
