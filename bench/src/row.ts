import type { SidesTime } from './timing/time-side-by-side.ts';

/** How much work a run rates. */
export interface Size {
  readonly name: 'quick' | 'full';
  /** Entries of most rows. */
  readonly entries: number;
  /** Entries of the smaller and the larger side of `rate/linear`. */
  readonly linear: readonly [number, number];
}

/** A number of the table: what is divided by what, and how large it may or must be. */
export interface Row {
  readonly name: string;
  /** What is divided by what, for the footer. */
  readonly divides: string;
  readonly better: 'more' | 'less';
  /** What must hold: missing it fails the run. */
  readonly bar: number;
  /** What to aim for. */
  readonly goal: number;
  /** Flags of Node.js that the row's process needs. */
  readonly flags?: readonly string[];
  /** Checks that both sides give the same results, then measures. Each row has a process of its own. */
  measure(size: Size): Measured | Promise<Measured>;
}

/** What a row found. */
export type Measured =
  | {
      readonly status: 'measured';
      /** The median of the pairs. */
      readonly ratio: number;
      readonly min: number;
      readonly max: number;
      readonly notes: readonly string[];
      /** The least time of each side, where time was measured. */
      readonly sides: readonly SidesTime[];
    }
  | { readonly status: 'absent'; readonly reason: string };
