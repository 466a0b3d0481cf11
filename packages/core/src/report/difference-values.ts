import { minorDigits } from '../money/currency.ts';
import type { Money } from '../money/money.ts';
import { textOfScaled, toScaled } from '../money/scaled.ts';
import { byEffect } from '../bill/words/read-trace.ts';
import type { BlockReason, OwnBlockReason } from '../rating/outcome.ts';
import type { BandTime, RateValue, ReasonCode, ReasonValues } from './difference-reason.ts';
import type { DifferenceWords } from './difference-words.ts';

type Writer<Value> = (value: Value, words: DifferenceWords) => string;

const list =
  <Item>(write: Writer<Item>): Writer<readonly Item[]> =>
  (items, words) =>
    items.length === 0 ? words.nothing : items.map((item) => write(item, words)).join(' + ');

const money: Writer<Money> = ({ amount, currency }, { notation }) => notation.money(amount, currency);
const text: Writer<string> = (id, { notation }) => notation.quote(id);
const truth: Writer<boolean> = (is, { yes, no }) => (is ? yes : no);
const number: Writer<string> = (given, { notation }) => notation.number(given);

const percentage: Writer<string> = (percent, words) => `${number(percent, words)} %`;

const bandTime: Writer<BandTime> = ({ band, seconds }, { notation, inBand }) => {
  const time = notation.duration(seconds);
  return band === null ? time : inBand(time, band);
};

const rate: Writer<RateValue> = ({ unit, price, currency }, { notation, perHour, perPiece }) => {
  const amount = notation.money(textOfScaled(toScaled(price), minorDigits(currency)), currency);
  return unit === 'hour' ? perHour(amount) : perPiece(amount);
};

/** `20 min, because nobody approved it` */
const because = (seconds: number, why: string, { notation }: DifferenceWords): string =>
  seconds === 0 ? why : `${notation.duration(seconds)} (${why})`;

/** The reason of an exhaustion policy of one's own is told by its name. */
const blockedBecause = (reason: BlockReason, { blocked, notation }: DifferenceWords): string =>
  isOwn(reason) ? notation.quote(reason.slice('own:'.length)) : blocked[reason];

const isOwn = (reason: BlockReason): reason is OwnBlockReason => reason.startsWith('own:');

/** How the values of each reason are written. */
export const valueWriters: { readonly [Code in ReasonCode]: Writer<ReasonValues[Code]> } = {
  presence: truth,
  bill: list(({ contractId, period }, { notation, ofContract }) => {
    return ofContract(notation.quote(contractId), notation.date(period));
  }),
  'not-due': list(({ reason }, { notDue }) => notDue[reason]),
  blocked: list(({ reason, seconds }, words) => because(seconds, blockedBecause(reason, words), words)),
  excluded: list(({ reason, seconds }, words) => because(seconds, words.excluded[reason], words)),
  covered: list(({ by, band, seconds }, words) => {
    const name = by.accountId ?? by.componentId;
    return words.by(
      bandTime({ band, seconds }, words),
      name === null ? words.incident : words.notation.quote(name),
    );
  }),
  currency: list((code) => code),
  'rate-card': list(({ rateCardId, version }, words) => {
    const name = words.notation.quote(rateCardId);
    return version === null ? name : words.version(name, words.notation.date(version));
  }),
  rule: list(text),
  overage: list(({ componentId, factor }, { notation }) => {
    return notation.quote(componentId) + (factor === null ? '' : ` × ${notation.number(factor)}`);
  }),
  rate: list(rate),
  tier: list(({ step, seconds }, words) => words.tier(step + 1, words.notation.duration(seconds))),
  modifiers: list(({ band, combine, modifiers }, words) => {
    const { notation } = words;
    const effects = modifiers.map((modifier) =>
      byEffect(modifier, {
        multiplier: (factor) => `× ${notation.number(factor)}`,
        surcharge: (amount) => `+ ${notation.number(amount)}`,
        rate: (amount) => words.rateInstead(notation.number(amount)),
      }),
    );
    const together = modifiers.length > 1 ? ` (${words.combine[combine]})` : '';
    return words.inBand(effects.join(', ') + together, band);
  }),
  band: list(bandTime),
  'billed-time': list(bandTime),
  pieces: (count, { notation }) => notation.number(String(count)),
  'line-policy': list(({ method, quantityScale, unitPriceScale, groupBy }, words) => {
    const by = groupBy.map((key) => words.groupBy[key]).join(', ');
    return `${words.method[method]} (${words.places(quantityScale, unitPriceScale)}${by === '' ? '' : `, ${by}`})`;
  }),
  'line-rounding': list(money),
  'fee-price': rate,
  'fee-quantity': number,
  'fee-days': ({ covered, full }, { days }) => days(covered, full),
  minimum: money,
  chargeable: money,
  'cap-limit': money,
  'under-cap': money,
  'discount-base': money,
  'discount-terms': ({ percent, amount }, words) => {
    if (percent !== null) return percentage(percent, words);
    return amount === null ? words.nothing : money(amount, words);
  },
  'tax-percent': percentage,
  'tax-base': money,
  'tax-included': truth,
  'tax-rounding': ({ level, mode }, { taxLevel }) => `${taxLevel[level]} (${mode})`,
  'rounding-step': (step, words) => (step === null ? words.nothing : number(step, words)),
  'rounding-base': money,
  amount: money,
};
