import {
  add,
  type BatchOverview,
  compileBilling,
  defineCalendar,
  defineRateCard,
  type Money,
  periodsDue,
  zero,
} from '@billwright/core';
import {
  defaultTerms,
  filledDesk,
  type MonthOfWork,
  monthOfWork,
  policyOfDesk,
} from '../generator/filled-desk.ts';
import { assertEqual } from '../reference/assert-agreement.ts';
import type { Row } from '../row.ts';
import { cpuNanoseconds, wallNanoseconds } from '../timing/cpu-time.ts';
import { spreadOf } from '../timing/spread.ts';

const [customers, entries, rounds] = [1000, 100, 3];
const request = { through: '2026-03-31' };

export const engineVsBill: Row = {
  name: 'engine/vs-bill',
  divides: 'batches.save() of a month, with a memory storage ÷ bill() of the same customers',
  better: 'less',
  bar: 4,
  goal: 2,
  async measure() {
    const work = monthOfWork(customers, entries);
    const times: { save: Time; preview: Time; bill: Time }[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const desk = await filledDesk(work);
      const bill = await time(async () => billAll(work));
      const preview = await time(async () => desk.batches.preview(request));
      const save = await time(async () => desk.batches.save({ ...request, key: 'march' }));
      assertEqual('totals', [amountOf(save.result)], [bill.result.amount]);
      // The first round warms both sides.
      if (round > 0) times.push({ save, preview, bill });
    }
    const previews = spreadOf(times.map(({ preview, bill }) => preview.cpu / bill.cpu));
    return {
      status: 'measured',
      ...spreadOf(times.map(({ save, bill }) => save.cpu / bill.cpu)),
      notes: [
        `${customers} customers with ${entries} entries each; preview() ÷ bill() is ${previews.ratio.toFixed(2)}`,
      ],
      sides: (['save', 'preview', 'bill'] as const).map((name) => ({
        name: `${name}() of one entry`,
        cpuNanoseconds: Math.min(...times.map((one) => one[name].cpu)) / (customers * entries),
        wallNanoseconds: Math.min(...times.map((one) => one[name].wall)) / (customers * entries),
      })),
    };
  },
};

interface Time {
  readonly cpu: number;
  readonly wall: number;
}

async function time<Result>(body: () => Promise<Result>): Promise<Time & { readonly result: Result }> {
  const [cpu, wall] = [cpuNanoseconds(), wallNanoseconds()];
  const result = await body();
  return { cpu: cpuNanoseconds() - cpu, wall: wallNanoseconds() - wall, result };
}

/** The same bills without an engine, and what they come to. */
export function billAll(work: MonthOfWork): Money {
  const { rating, taxCodes, at } = policyOfDesk;
  const biller = compileBilling({
    rating: { rateCard: defineRateCard(rating.rateCard), calendar: defineCalendar(rating.calendar) },
    taxCodes,
  });
  let total = zero('EUR');
  for (const { id, work: own } of work.customers) {
    const contract = defaultTerms(id);
    for (const contractPeriod of periodsDue(contract, request.through))
      total = add(
        total,
        biller.bill({ contract, contractPeriod, contracts: [], takesRest: true, work: own, at }).totals.total,
      );
  }
  return total;
}

const amountOf = ({ amounts }: BatchOverview): string => amounts.map(({ amount }) => amount).join();
