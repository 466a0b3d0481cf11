import type { CounterExample } from './counter-example.ts';
import { entryInWords, whenInWords } from './entry-in-words.ts';

/**
 * Tells a counter-example to a person: what broke, by which work and which rule, what was expected and what was found,
 * why each charge costs what it costs, and how to see it again.
 *
 * @example
 * ```ts
 * import { tellStory } from '@billwright/core/testing';
 *
 * const work = [
 *   {
 *     id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support',
 *     start: '2026-10-25T00:15:00.000Z', end: '2026-10-25T02:10:00.000Z',
 *   },
 * ];
 * const story = tellStory({
 *   law: 'monotone-in-time', says: 'More work never costs less.', zone: 'Europe/Berlin', bill: null, work,
 *   rules: ['after-hours'], expected: 'at least EUR 45.00', found: 'EUR 30.00', change: null, traces: [], replay: null,
 * });
 * console.log(story);
 * // => More work never costs less. (monotone-in-time)
 * // => One entry, 02:15–03:10 on the night of the change in Europe/Berlin (2026-10-25), rule after-hours:
 * // => expected at least EUR 45.00, got EUR 30.00.
 * // =>
 * // => Work
 * // =>   te_1: ana for acme, support, 2026-10-25 02:15–03:10, 1 h 55 min.
 * ```
 */
export function tellStory(counterExample: CounterExample): string {
  const { law, says, zone, bill, work, rules, expected, found, change, traces, replay } = counterExample;
  const about = [
    ...(bill === null ? [] : [`The bill of ${bill.contractId} from ${bill.period}`]),
    whenInWords(work, zone),
    ...(rules.length === 0 ? [] : [`rule${rules.length === 1 ? '' : 's'} ${rules.join(', ')}`]),
  ];
  return [
    `${says} (${law})`,
    `${about.join(', ')}:`,
    `expected ${expected}, got ${found}.`,
    ...section(
      'Work',
      work.map((entry) => entryInWords(entry, zone)),
    ),
    ...section('Change', change === null ? [] : [`${change}.`]),
    ...traces.flatMap(({ title, sentences }) => section(title, sentences)),
    ...section('Again', replay === null ? [] : [`seed ${replay.seed}, path "${replay.path}"`]),
  ].join('\n');
}

const section = (title: string, sentences: readonly string[]): readonly string[] =>
  sentences.length === 0 ? [] : ['', title, ...sentences.map((sentence) => `  ${sentence}`)];
