/**
 * Receives the parts of an interval (R22): the first `count` elements of both lists. Made once and used for one
 * interval after another, so that cutting allocates nothing.
 */
export interface BandParts {
  count: number;
  /** The band of each part, as the number that the timeline was compiled with. Each band is there once. */
  readonly bands: number[];
  readonly seconds: number[];
}

/** A buffer without parts. */
export function emptyBandParts(): BandParts {
  return { count: 0, bands: [], seconds: [] };
}

/** Adds seconds to the part of a band, which is begun when it is the first of its band. */
export function addToBand(parts: BandParts, band: number, seconds: number): void {
  const { bands, count } = parts;
  let at = 0;
  while (at < count && bands[at] !== band) at++;
  if (at === count) {
    bands[at] = band;
    parts.seconds[at] = seconds;
    parts.count = count + 1;
  } else {
    // `at` is inside: a part of this band was found there.
    parts.seconds[at] = parts.seconds[at]! + seconds;
  }
}
