import { formatPath } from '../../errors/input-issue.ts';
import type { BandModifier } from '../../rating/band-modifier.ts';
import type { Charge } from '../../rating/charge.ts';
import type { BlockedWork } from '../../rating/outcome.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { StepOf } from './words.ts';

/** When work was done, by the clocks on the wall. */
export interface ClockTimes {
  readonly startDate: CivilDate;
  readonly start: string;
  readonly endDate: CivilDate;
  readonly end: string;
}

/** The wall-clock times of a step: to the minute when both are whole minutes, else to the second. */
export function clockTimes({ localStart, localEnd }: StepOf<'timed'>): ClockTimes {
  const length = localStart.endsWith(':00') && localEnd.endsWith(':00') ? 5 : 8;
  return {
    startDate: localStart.slice(0, 10),
    start: localStart.slice(11, 11 + length),
    endDate: localEnd.slice(0, 10),
    end: localEnd.slice(11, 11 + length),
  };
}

/** Whether all the time of the charge's entry is in the charge's band. */
export function isWholeEntry(step: { readonly seconds: number }, { trace }: Charge): boolean {
  return trace.some(
    (other) => (other.code === 'timed' || other.code === 'untimed') && other.workedSeconds === step.seconds,
  );
}

/** Picks the wording for what a modifier does. */
export function byEffect(
  modifier: BandModifier,
  words: {
    readonly multiplier: (factor: string) => string;
    readonly surcharge: (amount: string) => string;
    readonly rate: (amount: string) => string;
  },
): string {
  if (modifier.multiplier !== undefined) return words.multiplier(modifier.multiplier);
  if (modifier.surcharge !== undefined) return words.surcharge(modifier.surcharge);
  return words.rate(modifier.rate ?? '0');
}

/** Picks the wording for what makes an entry invalid: the same id as another one, or a fault in a field. */
export function byFault(
  { error }: BlockedWork,
  words: { readonly duplicate: string; readonly field: (path: string) => string; readonly unknown: string },
): string {
  if (error?.code === 'DUPLICATE_ENTRY') return words.duplicate;
  if (error?.code !== 'TIME_ENTRY_INVALID') return words.unknown;
  const path = error.details.issues[0]?.path.filter((step) => typeof step === 'string') ?? [];
  return path.length === 0 ? words.unknown : words.field(formatPath(path));
}

/** The two rules that fit equally well, and their card. */
export function rivals({ error }: BlockedWork): { readonly rules: readonly string[]; readonly card: string } {
  if (error?.code !== 'RATE_AMBIGUOUS') return { rules: ['?', '?'], card: '?' };
  return { rules: error.details.ruleIds, card: error.details.rateCardId };
}

/** The seconds of minutes that a policy is written in. */
export const secondsOf = (minutes: number): number => Math.round(minutes * 60);
