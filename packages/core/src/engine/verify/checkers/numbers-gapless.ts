import type { Invoice } from '../../../invoice/invoice.ts';
import { invoiceRecords } from '../../records/billing.ts';
import { seriesKey, seriesRecords } from '../../records/issuing.ts';
import type { TenantChecker, TenantView } from '../checker.ts';
import { NumbersSeen } from '../numbers-seen.ts';
import { type Finding, finding } from '../violation.ts';

/**
 * Numbers as they are found, against the counters as they stood before: what is issued while the check goes on is not
 * looked at, unless no counter knows of it afterwards either.
 */
export const numbersGapless: TenantChecker = {
  invariant: 'I5',
  says: 'The numbers of a series are 1, 2, 3 …, or go on from where it starts, up to its counter, each once.',
  of: 'tenant',
  async *check(view) {
    const counters = new Map<string, Counter>();
    for await (const { series, last, first } of view.each(seriesRecords, {
      from: 'series:',
      to: 'series;',
    })) {
      for (const [name, given] of Object.entries(last))
        counters.set(name, { series, name, last: given, seen: new NumbersSeen(first[name]) });
    }
    for await (const { id, issued } of view.each(invoiceRecords)) {
      if (issued !== null) yield* count(view, counters, id, issued);
    }
    for (const { name, last, seen } of counters.values()) {
      if (seen.complete === last && seen.beyond === 0) continue;
      yield finding('series', name, 'has a gap', { firstMissing: seen.complete + 1, last });
    }
  },
};

interface Counter {
  readonly series: string;
  readonly name: string;
  readonly last: number;
  readonly seen: NumbersSeen;
}

async function* count(
  view: TenantView,
  counters: ReadonlyMap<string, Counter>,
  invoiceId: string,
  { series, sequence, number, on }: NonNullable<Invoice['issued']>,
): AsyncGenerator<Finding> {
  // Whether a series begins anew each year can change, and then it has counters of both kinds.
  const own = [`${series}/${on.slice(0, 4)}`, series].flatMap((name) => counters.get(name) ?? []);
  const counter = own.find(({ last, seen }) => sequence <= last && !seen.has(sequence));
  if (counter !== undefined) {
    counter.seen.add(sequence);
  } else if (own.some(({ last }) => sequence <= last)) {
    yield finding('invoice', invoiceId, 'has a number that was given before', { series, sequence, number });
  } else {
    const now = Object.values((await view.find(seriesRecords, seriesKey(series)))?.last ?? {});
    if (now.some((last) => sequence <= last)) return;
    yield finding('invoice', invoiceId, 'has a number that its counter never gave', {
      series,
      sequence,
      number,
    });
  }
}
