import fc from 'fast-check';
import type { Desk } from './desk.ts';
import { agreeOnBill, agreeOnState } from './agree.ts';
import type { Paper } from './paper.ts';
import { closeMonth } from './paper-close.ts';
import type { PaperEntry } from './paper-record.ts';
import { dateOf, monthBegin } from './paper-sums.ts';
import type { Terms } from './terms.ts';
import { anyCents, anyTerms } from './terms-arbitraries.ts';
import { transitionContract } from '../../../src/contract/lifecycle.ts';
import type { TimeEntry } from '../../../src/work/time-entry.ts';

type Command = fc.Command<Paper, Desk>;

const lastDay = monthBegin(24);

function command(
  text: string,
  run: (paper: Paper, desk: Desk) => void,
  check: (paper: Readonly<Paper>) => boolean = () => true,
): Command {
  return {
    check: (paper) => paper.day < lastDay && check(paper),
    run(paper, desk) {
      run(paper, desk);
      agreeOnState(paper, desk);
    },
    toString: () => text,
  };
}

const clock = (minute: number): string => {
  const ofDay = minute % 1440;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${dateOf(Math.floor(minute / 1440))}T${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}:00+05:30`;
};

function asEntry({ id, start, minutes, untimed, service, billable }: PaperEntry): TimeEntry {
  const about = { id, customerId: 'acme', agentId: 'ana', serviceTypeId: service, billable };
  return untimed
    ? { ...about, date: dateOf(Math.floor(start / 1440)), minutes }
    : { ...about, start: clock(start), end: clock(start + minutes) };
}

function store(paper: Paper, desk: Desk, entry: PaperEntry): void {
  paper.entries.set(entry.id, entry);
  paper.open.add(entry.id);
  desk.work = [...desk.work.filter(({ id }) => id !== entry.id), asEntry(entry)];
}

type Recorded = Omit<PaperEntry, 'id' | 'start'> & { readonly minuteOfDay: number; readonly daysAgo: number };

/** Work of today, or of days whose month may be billed. */
const work = (recorded: readonly Recorded[]): Command =>
  command(`work(${JSON.stringify(recorded)})`, (paper, desk) => {
    for (const { minuteOfDay, daysAgo, ...rest } of recorded) {
      paper.names += 1;
      const start = Math.max(0, paper.day - daysAgo) * 1440 + minuteOfDay;
      store(paper, desk, { id: `te_${paper.names}`, start, ...rest });
    }
  });

/** One of the entries that can be changed: unbilled work, or work that pools have paid for alone. */
function changeable(paper: Readonly<Paper>, which: number, of: 'open' | 'paid'): PaperEntry | undefined {
  const all = [...paper.entries.values()].filter(({ id }) =>
    of === 'open' ? paper.open.has(id) && !paper.rests.has(id) : paper.isPaidByPools(id),
  );
  return all[which % all.length];
}

const edit = (which: number, of: 'open' | 'paid', minutes: number): Command =>
  command(
    `edit(${which} of ${of}, ${minutes} min)`,
    (paper, desk) => {
      const entry = changeable(paper, which, of);
      if (entry === undefined) return;
      paper.release(entry.id);
      desk.release(entry.id);
      store(paper, desk, { ...entry, minutes });
    },
    (paper) => changeable(paper, which, of) !== undefined,
  );

const remove = (which: number, of: 'open' | 'paid'): Command =>
  command(
    `void(${which} of ${of})`,
    (paper, desk) => {
      const id = changeable(paper, which, of)?.id ?? '';
      paper.release(id);
      desk.release(id);
      paper.open.delete(id);
      paper.entries.delete(id);
      desk.work = desk.work.filter((entry) => entry.id !== id);
    },
    (paper) => changeable(paper, which, of) !== undefined,
  );

const spend = (cents: number, daysAgo: number): Command =>
  command(
    `spend(${cents}, ${daysAgo} days ago)`,
    (paper, desk) => {
      paper.names += 1;
      const id = `ex_${paper.names}`;
      const day = paper.day - daysAgo;
      paper.expenses.set(id, { id, day, cents });
      desk.spend(id, dateOf(day), cents);
    },
    ({ day }) => day >= daysAgo,
  );

const buy = (
  account: 'hours' | 'budget',
  quantity: number,
  priority: number,
  lasts: number | null,
): Command =>
  command(
    `buy(${account}, ${quantity}, priority ${priority}, lasts ${lasts ?? 'for ever'})`,
    (paper, desk) => {
      const id = `lot_${paper.rows.length}`;
      const last = lasts === null ? null : paper.day + lasts;
      // Hours in quarters; money in cents.
      const [units, text] =
        account === 'hours' ? [quantity * 1800, quantity / 4] : [quantity, quantity / 100];
      paper.rows.push({ id, account, priority, lastDay: last, left: units, expired: 0 });
      desk.buy(account, id, String(text), priority, last === null ? null : dateOf(last));
    },
  );

/** Time passes: lots expire, months are billed when they are over, the contract is renewed at its end. */
export function pass(paper: Paper, desk: Desk, days: number): void {
  const expire = (): void => {
    paper.expire();
    desk.expire();
  };
  for (let left = Math.min(days, lastDay - paper.day); left > 0; left -= 1) {
    paper.nextDay();
    desk.today = dateOf(paper.day);
    if (paper.day !== monthBegin(paper.closed + 1)) continue;
    expire();
    const before = paper.bills.length;
    desk.close(dateOf(monthBegin(paper.closed)));
    closeMonth(paper);
    if (paper.bills.length > before) agreeOnBill(paper, desk);
    if (paper.day === paper.contract.end && paper.day < lastDay) {
      paper.renew();
      desk.renew();
    }
  }
  expire();
}

const passDays = (days: number): Command =>
  command(`pass(${days} days)`, (paper, desk) => {
    pass(paper, desk, days);
  });

const suspend: Command = command(
  'suspend',
  (paper, desk) => {
    paper.contract.isSuspended = true;
    paper.contract.suspended.add(paper.day);
    desk.contract = transitionContract(desk.contract, { type: 'suspend', on: dateOf(paper.day) });
  },
  ({ day, contract }) => !contract.isSuspended && day >= contract.start,
);

const resume: Command = command(
  'resume',
  (paper, desk) => {
    paper.contract.isSuspended = false;
    paper.contract.suspended.delete(paper.day);
    desk.contract = transitionContract(desk.contract, { type: 'resume', on: dateOf(paper.day) });
  },
  ({ contract }) => contract.isSuspended,
);

const amend = (daysAhead: number, terms: Terms): Command =>
  command(
    `amend(in ${daysAhead} days, ${JSON.stringify(terms)})`,
    (paper, desk) => {
      desk.amend(dateOf(paper.day + daysAhead), terms);
      paper.amend(paper.day + daysAhead, terms);
    },
    ({ day, contract }) =>
      contract.terms.every(({ from }) => from !== day + daysAhead && day + daysAhead > contract.start),
  );

const anyWork: fc.Arbitrary<Recorded> = fc.record({
  daysAgo: fc.oneof(fc.constant(0), fc.nat({ max: 50 })),
  minuteOfDay: fc.nat({ max: 1439 }),
  minutes: fc.oneof(fc.nat({ max: 90 }), fc.nat({ max: 600 })),
  untimed: fc.boolean(),
  service: fc.constantFrom('support', 'support', 'project'),
  billable: fc.constantFrom(true, true, true, false),
});
const openOrPaid = fc.constantFrom('open' as const, 'paid' as const, 'paid' as const);
const severalWorks = fc.array(anyWork, { minLength: 1, maxLength: 4, size: 'max' });
const lasts = fc.option(fc.nat({ max: 100 }));

/** What can happen, most often work. */
export const anyCommand = [
  severalWorks.map(work),
  severalWorks.map(work),
  severalWorks.map(work),
  severalWorks.map(work),
  fc.constant(resume),
  fc.integer({ min: 1, max: 45 }).map(passDays),
  fc.integer({ min: 1, max: 45 }).map(passDays),
  fc.tuple(fc.nat({ max: 40 }), openOrPaid, fc.nat({ max: 300 })).map((given) => edit(...given)),
  fc.tuple(fc.nat({ max: 40 }), openOrPaid).map((given) => remove(...given)),
  fc.tuple(anyCents(20_000), fc.nat({ max: 40 })).map((given) => spend(...given)),
  fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat({ max: 1 }), lasts).map((given) => buy('hours', ...given)),
  fc
    .tuple(fc.integer({ min: 1, max: 60_000 }), fc.nat({ max: 1 }), lasts)
    .map((given) => buy('budget', ...given)),
  fc.constantFrom(suspend, resume, resume, resume),
  fc.tuple(fc.integer({ min: 1, max: 40 }), anyTerms).map((given) => amend(...given)),
];
