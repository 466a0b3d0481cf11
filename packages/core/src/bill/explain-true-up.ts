import type { TrueUp } from '../contract/minimum.ts';
import type { ExplainOptions } from './explain.ts';
import { billWordsOf, requirePiece, writeMoney } from './explain-words.ts';
import { sentence } from './words/notation.ts';

/**
 * Says in one sentence why a period is lifted to its minimum (R62): what was promised, what the work came to, and the
 * difference.
 *
 * @throws BillingError `EXPLANATION_INVALID` for something other than a true-up, or options that are no object.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import { explainTrueUp, money } from '@billwright/core';
 *
 * const [least, chargeable, amount] = ['500.00', '330.00', '170.00'].map((text) => money(text, 'EUR'));
 * if (least && chargeable && amount) {
 *   console.log(explainTrueUp({ componentId: 'support', scope: {}, least, chargeable, amount }));
 *   // => Minimum “support” of EUR 500.00, reached EUR 330.00: EUR 170.00 on top.
 * }
 * ```
 */
export function explainTrueUp(trueUp: TrueUp, options: ExplainOptions = {}): string {
  const words = billWordsOf(options);
  requirePiece(trueUp, ['componentId', 'scope', 'least', 'chargeable', 'amount'], 'true-up of a bill');
  const { componentId, scope, least, chargeable, amount } = trueUp;
  const { agent, team, serviceType } = scope;
  const of = [
    ...(agent === undefined ? [] : [words.scope.agent(agent)]),
    ...(team === undefined ? [] : [words.scope.team(team)]),
    ...(serviceType === undefined ? [] : [words.scope.serviceType(serviceType)]),
  ];
  const [lifted, reached, on] = [least, chargeable, amount].map((one) => writeMoney(words, one));
  const said = words.minimum(componentId, lifted ?? '', reached ?? '', on ?? '');
  return sentence([said, ...of].join(words.semicolon));
}
