/**
 * The order of work (R8): start, then id by UTF-16 code units. Linear: two counting passes over the seconds since the
 * earliest start, then the few entries that start in one second are put in order by id.
 */
export function orderOfWork(
  starts: Float64Array,
  count: number,
  idAt: (index: number) => string,
): Uint32Array {
  const order = new Uint32Array(count);
  for (let index = 0; index < count; index += 1) order[index] = index;
  if (count < 2 || isSorted(starts, count, idAt)) return order;
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < count; index += 1) {
    const start = starts[index]!;
    if (start < earliest) earliest = start;
    if (start > latest) latest = start;
  }
  const seconds = new Float64Array(count);
  for (let index = 0; index < count; index += 1) seconds[index] = starts[index]! - earliest;
  let sorted: Uint32Array = order;
  for (let unit = 1; unit <= latest - earliest; unit *= radix) sorted = countingPass(sorted, seconds, unit);
  orderById(sorted, starts, idAt);
  return sorted;
}

const radix = 65_536;

function isSorted(starts: Float64Array, count: number, idAt: (index: number) => string): boolean {
  for (let index = 1; index < count; index += 1) {
    const difference = starts[index]! - starts[index - 1]!;
    if (difference < 0 || (difference === 0 && idAt(index) < idAt(index - 1))) return false;
  }
  return true;
}

/** Sorts by one digit of the seconds; equal digits keep their order. */
function countingPass(order: Uint32Array, seconds: Float64Array, unit: number): Uint32Array {
  const counts = new Uint32Array(radix + 1);
  const digits = new Uint16Array(order.length);
  for (let at = 0; at < order.length; at += 1) {
    const digit = Math.floor(seconds[order[at]!]! / unit) % radix;
    digits[at] = digit;
    counts[digit + 1] = counts[digit + 1]! + 1;
  }
  for (let digit = 0; digit < radix; digit += 1) {
    counts[digit + 1] = counts[digit + 1]! + counts[digit]!;
  }
  const sorted = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at += 1) {
    const digit = digits[at]!;
    const place = counts[digit]!;
    sorted[place] = order[at]!;
    counts[digit] = place + 1;
  }
  return sorted;
}

function orderById(order: Uint32Array, starts: Float64Array, idAt: (index: number) => string): void {
  for (let from = 0; from < order.length; ) {
    const start = starts[order[from]!];
    let to = from + 1;
    while (to < order.length && starts[order[to]!] === start) to += 1;
    if (to - from > 1) {
      const run = Array.from(order.subarray(from, to)).toSorted((a, b) => (idAt(a) < idAt(b) ? -1 : 1));
      order.set(run, from);
    }
    from = to;
  }
}
