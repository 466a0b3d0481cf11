import type { QuantityPolicy } from '../../quantity/quantity-policy.ts';
import { inBand, nameOf, write } from './en-write.ts';
import { byEffect, byFault, clockTimes, isWholeEntry, rivals, secondsOf } from './read-trace.ts';
import type { StepOf, Words } from './words.ts';

const { duration, money, quote } = write;

const sources = {
  'rate-rule': 'rate rule',
  'service-type': 'service type',
  contract: 'contract',
  customer: 'customer',
  'rate-card': 'rate card',
} as const;
const scopes = {
  entry: '',
  segment: ', each band on its own',
  'work-item-day': ", all the agent's work on the work item that day as one",
  'work-item': ', all work on the work item in the period as one',
} as const;
const directions = { up: 'up', down: 'down', nearest: 'to the nearest' } as const;
const ties = { up: 'half a step up', down: 'half a step down', even: 'half a step to the even one' } as const;
const combines = { max: 'the highest counts', sum: 'added up', product: 'multiplied' } as const;
const pieces = { entry: 'entry', 'agent-day': 'agent and day', 'work-item': 'work item' } as const;

const perHour = (price: string): string => `${price} per hour`;

function rounding({ minimumMinutes, incrementMinutes, direction, tie, scope }: QuantityPolicy): string {
  const rules: string[] = [];
  if (minimumMinutes > 0) rules.push(`at least ${duration(secondsOf(minimumMinutes))}`);
  if (incrementMinutes > 0) {
    const half = direction === 'nearest' ? ` (${ties[tie]})` : '';
    rules.push(`steps of ${duration(secondsOf(incrementMinutes))}, ${directions[direction]}${half}`);
  }
  return (rules.length === 0 ? 'no minimum and no steps' : rules.join(', then ')) + scopes[scope];
}

function quantity({ policy, source, fromSeconds, toSeconds, shareSeconds }: StepOf<'quantity'>): string {
  const change =
    fromSeconds === toSeconds
      ? `Stays at ${duration(toSeconds)}`
      : `Rounded from ${duration(fromSeconds)} to ${duration(toSeconds)}`;
  const share = shareSeconds === toSeconds ? '' : `; this part's share is ${duration(shareSeconds)}`;
  return `${change}: ${rounding(policy)} (${sources[source]})${share}.`;
}

function timed(step: StepOf<'timed'>): string {
  const { startDate, start, endDate, end } = clockTimes(step);
  const when =
    startDate === endDate
      ? `${start}–${end} on ${write.date(startDate)}`
      : `from ${start} on ${write.date(startDate)} to ${end} on ${write.date(endDate)}`;
  const rest = step.breakSeconds === 0 ? '' : `, less a break of ${duration(step.breakSeconds)}`;
  return `Worked ${when} (${step.zone})${rest}: ${duration(step.workedSeconds)}.`;
}

function modifiers({ band, modifiers: list, combine, to }: StepOf<'modifiers'>, currency: string): string {
  const effects = list.map((modifier) =>
    byEffect(modifier, {
      multiplier: (factor) => `× ${write.number(factor)}`,
      surcharge: (amount) => `+ ${money(amount, currency)}`,
      rate: (amount) => `${money(amount, currency)} instead`,
    }),
  );
  const together = list.length > 1 ? ` (${combines[combine]})` : '';
  return `${effects.join('; ')}${together} ${inBand(band)}: ${perHour(money(to, currency))}.`;
}

const entryOf = (entryId: string | null, index: number, seconds: number): string =>
  (entryId === null ? `Entry no. ${index + 1}` : `Entry ${quote(entryId)}`) +
  (seconds === 0 ? '' : ` (${duration(seconds)})`);
const because =
  <Work extends { entryId: string | null; index: number; seconds: number }>(
    state: string,
    reason: (work: Work) => string,
  ) =>
  (work: Work): string =>
    `${entryOf(work.entryId, work.index, work.seconds)} ${state}: ${reason(work)}.`;
const blocked = 'is not billed yet';
const excluded = 'is not billed';

/** Billing in English. */
export const english: Words = {
  notation: write,
  trace: {
    timed,
    untimed: ({ date, workedSeconds }) =>
      `Recorded for ${write.date(date)} without a time of day: ${duration(workedSeconds)}.`,
    'wall-clock-ambiguous': ({ field, instant }) =>
      `The recorded ${field} occurs twice because the clocks change; the earlier one is used: ${write.moment(instant)}.`,
    'wall-clock-skipped': ({ field, instant }) =>
      `The recorded ${field} does not exist because the clocks change; it is moved forward by the gap: ${write.moment(instant)}.`,
    'requester-customer': ({ customerId }) =>
      `The entry names no customer; it is billed to ${quote(customerId)}, the customer of the person who asked.`,
    'band-from-calendar': (step, charge) =>
      isWholeEntry(step, charge)
        ? `All of it ${inBand(step.band)}.`
        : `${duration(step.seconds)} of it ${inBand(step.band)}.`,
    'band-from-date': ({ band }) => `Band by the date: ${nameOf(band)}.`,
    'band-from-person': ({ band }) => `Band chosen by a person: ${nameOf(band)}.`,
    quantity,
    'rate-from-person': ({ rate }, { currency }) =>
      `Rate ${perHour(money(rate, currency))}, set on the entry by a person; no rate card and no modifier applies.`,
    'rate-from-rule': ({ rateCardId, version, ruleId, price }, { currency, unit }) => {
      const amount = money(price, currency);
      const what = unit === 'hour' ? `Rate ${perHour(amount)}` : `Price ${amount}`;
      return `${what} from rule ${quote(ruleId)} of rate card ${quote(rateCardId)}, version ${write.date(version)}.`;
    },
    tier: ({ step, beforeSeconds, rate }, { currency }) => {
      const before = beforeSeconds === 0 ? '' : `, after ${duration(beforeSeconds)} in the period`;
      return `Tier ${step + 1}${before}: ${perHour(money(rate, currency))}.`;
    },
    modifiers: (step, { currency }) => modifiers(step, currency),
    piece: ({ once, price }, { currency }) =>
      `One price per ${pieces[once]}, however long it takes: ${money(price, currency)}.`,
    'piece-already-charged': ({ once, chargedOn }) =>
      `Already charged with entry ${quote(chargedOn)}: one price per ${pieces[once]}.`,
    covered: ({ componentId, accountId, seconds, amount }, { currency }) =>
      `${amount === null ? duration(seconds) : money(amount, currency)} of it covered by ${quote(accountId ?? componentId)}.`,
    'overage-rate': ({ componentId, rate }, { currency }) =>
      `Rate ${perHour(money(rate, currency))} for work above ${quote(componentId)}; no rate card and no modifier applies.`,
    'overage-factor': ({ componentId, policy, factor, to }, { currency, unit }) =>
      `× ${write.number(factor)} above ${quote(componentId)} (${quote(policy)}): ${unit === 'hour' ? perHour(money(to, currency)) : money(to, currency)}.`,
    'billed-before': ({ seconds }) => `${duration(seconds)} of it were billed before.`,
    amount: ({ unit, billedSeconds, unitPrice, amount, currency }, charge) => {
      const price = money(unitPrice, currency);
      const product =
        unit === 'hour'
          ? `${duration(billedSeconds)} × ${perHour(price)}`
          : `${write.number(String(charge.pieces))} × ${price}`;
      return `${product} ${write.equals(amount, currency)}.`;
    },
  },
  blocked: {
    invalid: because(blocked, (work) =>
      byFault(work, {
        duplicate: 'another entry has the same id',
        field: (path) => `its field ${quote(path)} is not valid`,
        unknown: 'it is not valid',
      }),
    ),
    'no-customer': because(blocked, () => 'no customer is known'),
    'no-rate': because(blocked, () => 'no rate card has a rule that fits'),
    'rate-ambiguous': because(blocked, (work) => {
      const { rules, card } = rivals(work);
      return `the rules ${rules.map(quote).join(' and ')} of rate card ${quote(card)} fit equally well`;
    }),
    'not-approved': because(blocked, () => 'it is not approved'),
    'no-work-item': because(blocked, () => 'the price is per work item, and the entry names none'),
    'over-cap': because(blocked, () => 'it lies above the cap of the contract'),
    quota: because(blocked, () => 'the allowance of the contract is used up'),
  },
  ownReason: (work, reason) => because(blocked, () => reason)(work),
  excluded: {
    'non-billable': because(excluded, () => 'it is marked as not billable'),
    'non-billable-rate': because(excluded, () => 'the rule that fits charges nothing'),
    'no-time': because(excluded, () => 'no time was worked'),
  },
  line: {
    entries: (count) => (count === 1 ? '1 entry' : `${write.number(String(count))} entries`),
    perHour,
    hours: (hours) => `${hours} h`,
    roundedTo: (amount) => `, rounded to ${amount}`,
    lump: (amount, sold) => `, written as 1 × ${amount} for ${sold}`,
    chargesComeTo: (amount) => `; computed exactly it would be ${amount}`,
    coveredBy: (name) => `covered by ${quote(name)}`,
    covered: (name, left) => `covered by ${quote(name)}, ${left} left`,
    minimumPaid: (name) => `within the minimum ${quote(name)}, which was charged before`,
    chargedElsewhere: 'already charged with other work',
    colon: ': ',
  },
};
