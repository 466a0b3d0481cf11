import { explain } from '../../bill/explain.ts';
import { isBillingError } from '../../errors/billing-error.ts';
import type { ZoneId } from '../../time/zone.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import { broken, type Law, type Verdict } from './law.ts';

/** The smallest case that was found to break a law. Plain JSON; {@link tellStory} makes words of it. */
export interface CounterExample {
  readonly law: string;
  readonly says: string;
  /** The zone whose clocks the story tells. */
  readonly zone: ZoneId;
  /** The contract and the first day of its period, for bills; otherwise `null`. */
  readonly bill: { readonly contractId: string; readonly period: string } | null;
  readonly work: readonly TimeEntry[];
  /** The rules that priced the charges that show it, sorted. */
  readonly rules: readonly string[];
  readonly expected: string;
  readonly found: string;
  readonly change: string | null;
  /** Why each of those charges costs what it costs, in sentences. */
  readonly traces: readonly { readonly title: string; readonly sentences: readonly string[] }[];
  /** What makes the same case again; `null` when a runner of one's own tells it. */
  readonly replay: { readonly seed: number; readonly path: string } | null;
}

/** What a law says of a case. A policy that throws breaks every law. */
export function judged<Case>(law: Law<Case>, given: Case): Verdict {
  try {
    return law.judge(given);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return broken({ expected: 'an answer', found: isBillingError(error) ? `the error ${text}` : text });
  }
}

/** The counter-example that a case is, or `null` when it breaks nothing. */
export function counterExampleOf<Case>(
  law: Law<Case>,
  given: Case,
  setting: Pick<CounterExample, 'zone' | 'bill' | 'work' | 'replay'>,
): CounterExample | null {
  const verdict = judged(law, given);
  if (verdict.outcome !== 'broken') return null;
  const { expected, found, change, charges: shown } = verdict;
  const all = shown.flatMap(({ charges }) => charges);
  return {
    law: law.name,
    says: law.says,
    ...setting,
    rules: [...new Set(all.flatMap(({ ruleId }) => ruleId ?? []))].toSorted(),
    expected,
    found,
    change,
    traces: shown.flatMap(({ title, charges }) =>
      charges.map((charge) => ({ title: `${charge.key}, ${title}`, sentences: explain(charge) })),
    ),
  };
}
