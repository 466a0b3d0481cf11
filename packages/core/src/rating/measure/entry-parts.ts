import { emptyBandParts } from '../../calendar/band-parts.ts';
import { allocateSeconds } from '../../money/allocate.ts';
import type { CompiledPolicy } from '../select/compile-policy.ts';
import type { Terms } from '../select/terms.ts';
import type { WorkTable } from '../read/work-table.ts';

/**
 * The parts of one entry: its worked seconds by band (R21–R24), in order of first appearance. One object is used for
 * one entry after another, so that cutting allocates nothing.
 */
export class EntryParts {
  readonly #work: WorkTable;
  readonly #policy: CompiledPolicy;
  readonly #buffer = emptyBandParts();
  readonly #rest: number[] = [];
  /** How many parts there are: the first elements of the two lists below. */
  count = 0;
  readonly bands: number[] = this.#buffer.bands;
  /** Worked seconds: the band's seconds without its share of the break (R22). */
  readonly worked: number[] = this.#buffer.seconds;

  constructor(work: WorkTable, policy: CompiledPolicy) {
    this.#work = work;
    this.#policy = policy;
  }

  /** Cuts the entry at a position. */
  read(index: number): void {
    const work = this.#work;
    const terms = this.#policy.terms[work.terms[index]!]!;
    const worked = work.worked[index]!;
    if (work.isPlain[index] === 0) {
      this.#readWhole(index, terms, worked);
      return;
    }
    const start = work.start[index]!;
    const elapsed = work.elapsed[index]!;
    terms.timeline.cut(start, start + elapsed, this.#buffer);
    this.count = this.#buffer.count;
    if (this.count === 1) this.worked[0] = worked;
    else this.#takeBreak(elapsed - worked);
  }

  /** Untimed work lies in the band of its date (R23), work whose band a person chose lies in that one (R24). */
  #readWhole(index: number, terms: Terms, worked: number): void {
    const chosen = this.#work.entries[index]?.timeBand;
    this.count = 1;
    this.bands[0] =
      chosen == null ? terms.timeline.bandOfDay(this.#work.day[index]!) : terms.bandIndex.get(chosen)!;
    this.worked[0] = worked;
  }

  #takeBreak(seconds: number): void {
    // The lists are as long as the longest entry so far; shares are taken over this one's parts only.
    this.worked.length = this.count;
    if (seconds === 0) return;
    allocateSeconds(seconds, this.worked, this.#rest);
    for (let part = 0; part < this.count; part += 1) {
      this.worked[part] = this.worked[part]! - this.#rest[part]!;
    }
  }
}
