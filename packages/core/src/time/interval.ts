/** A half-open stretch `[from, to)` of seconds. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The stretch that two intervals share, or null when they share none. */
export function intersect(one: Interval, other: Interval): Interval | null {
  const from = Math.max(one.from, other.from);
  const to = Math.min(one.to, other.to);
  return from < to ? { from, to } : null;
}

/** Says whether a second lies in an interval: its first second does, its `to` does not. */
export function contains(interval: Interval, second: number): boolean {
  return interval.from <= second && second < interval.to;
}
