import type { Paper } from './paper.ts';
import type { Lot, Paid, PaperContract, PaperEntry } from './paper-record.ts';
import {
  bandAt,
  carriedOut,
  count,
  dateOf,
  halfUp,
  hour,
  monthBegin,
  startOf,
  sum,
  takeFrom,
} from './paper-sums.ts';
import { allowanceBurn, expenseMarkup, type Habits, overagePrice, poolBurn, prices } from './terms.ts';
import { taxPercent, type Terms, type WorkBand } from './terms.ts';

/** Bills the month that is over, or nothing when no day of it was in force. */
export function closeMonth(paper: Paper): void {
  const [begin, end] = [monthBegin(paper.closed), monthBegin(paper.closed + 1)];
  const month = paper.closed;
  paper.closed += 1;
  const { contract } = paper;
  const days = count(begin, end).filter((day) => isInForce(contract, day));
  if (days[0] === undefined) return;
  const { terms } = contract.terms.findLast(({ from }) => from <= days[0]!)!; // days[0] is there
  const isDue = (day: number): boolean => day < end && isInForce(contract, day);
  const due = [...paper.open]
    .map((id) => paper.entries.get(id)!) // open entries are entries
    .filter(({ start }) => isDue(Math.floor(start / 1440)))
    .toSorted((a, b) => startOf(a) - startOf(b) || (a.id < b.id ? -1 : 1));
  const hasHours = terms.payers.includes('support');
  const lots: Lot[] = hasHours ? [...contract.carried, { month, left: terms.hours * hour, carried: 0 }] : [];
  const limit = sum(lots.map(({ left }) => left));

  const paid: Record<string, Paid> = {};
  const charged: Record<string, number> = {};
  for (const entry of due) {
    const { id, billable, minutes } = entry;
    paper.open.delete(id);
    if (!billable || minutes === 0) continue;
    const own: Paid = { support: 0, hours: 0, budget: 0, charged: 0, blocked: 0 };
    paid[id] = own;
    const waiting = new Map<WorkBand, number>();
    for (const [band, seconds] of paper.rests.get(id) ?? billedSeconds(entry, paper.habits)) {
      const { rest, price, isBlocked } = pay(paper, { entry, band, seconds }, { terms, lots, own });
      if (rest === 0) continue;
      own[isBlocked ? 'blocked' : 'charged'] += rest;
      const line = `${entry.service} ${band} ${price}`;
      if (isBlocked) waiting.set(band, rest);
      else charged[line] = (charged[line] ?? 0) + rest;
    }
    wait(paper, id, waiting, own);
  }

  const billed = [...paper.expenses.values()].filter(({ day }) => isDue(day));
  for (const { id } of billed) paper.expenses.delete(id);
  const expenses = sum(billed.map(({ cents }) => halfUp(cents * (100 + expenseMarkup), 100)));
  const time = sum(Object.entries(charged).map(([line, seconds]) => amountOf(paper.habits, line, seconds)));
  const fee = halfUp(terms.fee * days.length, end - begin);
  const trueUp = Math.max(0, (terms.minimum ?? 0) - time - expenses);
  const { cap } = terms;
  const before = cap?.per === 'lifetime' ? contract.cappedSoFar : 0;
  const writtenDown = cap === null ? 0 : Math.max(0, time - Math.max(0, cap.cents - before));
  if (cap !== null) contract.cappedSoFar += time - writtenDown;
  const net = time + fee + expenses + trueUp - writtenDown;
  contract.carried = carriedOut(lots, terms);
  paper.bills.push({
    month: dateOf(begin).slice(0, 7),
    contractId: contract.id,
    paid,
    excluded: due.map(({ id }) => id).filter((id) => !(id in paid)),
    charged,
    used: limit - sum(lots.map(({ left }) => left)),
    limit,
    carriesOut: contract.carried.map(
      (lot) => `${dateOf(monthBegin(lot.month))}: ${lot.left}, ${lot.carried}`,
    ),
    time,
    fee,
    expenses,
    trueUp,
    writtenDown,
    net,
    tax: halfUp(net * taxPercent, 100),
  });
}

/** What is blocked stays open; of what was billed in part only the rest is. */
function wait(paper: Paper, id: string, waiting: ReadonlyMap<WorkBand, number>, own: Paid): void {
  const isTaken = own.support + own.hours + own.budget + own.charged > 0;
  const wasTaken = paper.rests.delete(id);
  if (waiting.size === 0) return;
  paper.open.add(id);
  if (!isTaken && !wasTaken) return;
  paper.rests.set(id, waiting);
  paper.inParts.add(id);
}

interface Part {
  readonly entry: PaperEntry;
  readonly band: WorkBand;
  readonly seconds: number;
}

interface Month {
  readonly terms: Terms;
  readonly lots: readonly Lot[];
  readonly own: Paid;
}

interface Rest {
  readonly rest: number;
  readonly price: number;
  readonly isBlocked: boolean;
}

/** Lets each payer take what it can of one part, one after the other. */
function pay(paper: Paper, { entry, band, seconds }: Part, { terms, lots, own }: Month): Rest {
  const { id, start, service } = entry;
  const day = Math.floor(start / 1440);
  let rest = seconds;
  let price: number = prices[band];
  let isBlocked = false;
  // Money pays the price of the rest, and that is known only when the allowance had its turn at hours.
  for (const payer of terms.payers) {
    if (payer === 'support') {
      if (service !== 'support') continue;
      const covered = Math.min(rest, Math.floor(sum(lots.map(({ left }) => left)) / allowanceBurn[band]));
      takeFrom(lots, covered * allowanceBurn[band]);
      own.support += covered;
      rest -= covered;
      if (rest > 0 && terms.above === 'overage-rate') price = overagePrice;
      if (rest > 0 && terms.above === 'block') isBlocked = true;
    } else if (payer === 'hours') {
      const covered = Math.min(rest, Math.floor(paper.available('hours', day) / poolBurn[band]));
      paper.draw('hours', day, id, covered * poolBurn[band]);
      own.hours += covered;
      rest -= covered;
    } else {
      const need = halfUp(rest * price, 3600);
      const cents = Math.min(need, paper.available('budget', day));
      paper.draw('budget', day, id, cents);
      const covered = cents === 0 ? 0 : cents === need ? rest : halfUp(cents * 3600, price);
      own.budget += Math.min(rest, covered);
      rest -= Math.min(rest, covered);
    }
  }
  return { rest, price, isBlocked };
}

/** Each part is rounded up on its own. */
function billedSeconds(entry: PaperEntry, { stepMinutes }: Habits): ReadonlyMap<WorkBand, number> {
  const rounded = [...bandsOf(entry)].map(
    ([band, minutes]) => [band, stepMinutes * Math.ceil(minutes / stepMinutes) * 60] as const,
  );
  return new Map(rounded);
}

/** Minutes of an entry by band, in the order in which they begin. */
function bandsOf({ start, minutes, untimed }: PaperEntry): ReadonlyMap<WorkBand, number> {
  const found = new Map<WorkBand, number>();
  for (let minute = start; minute < start + minutes; minute += 1) {
    const band = bandAt(untimed ? Math.floor(start / 1440) * 1440 + 720 : minute);
    found.set(band, (found.get(band) ?? 0) + 1);
  }
  return found;
}

function amountOf({ lines }: Habits, line: string, seconds: number): number {
  const price = Number(line.split(' ')[2]);
  if (lines === 'exact') return halfUp(seconds * price, 3600);
  return halfUp(halfUp(seconds * 10_000, 3600) * price, 10_000);
}

const isInForce = ({ start, end, suspended }: PaperContract, day: number): boolean =>
  start <= day && day < end && !suspended.has(day);
