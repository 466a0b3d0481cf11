import type { QuantityPolicy } from '../../quantity/quantity-policy.ts';
import { inBand, nameOf, write } from './de-write.ts';
import { sentence } from './notation.ts';
import { byEffect, byFault, clockTimes, isWholeEntry, rivals, secondsOf } from './read-trace.ts';
import type { StepOf, Words } from './words.ts';

const { duration, money, quote } = write;

const sources = {
  'rate-rule': 'Preisregel',
  'service-type': 'Leistungsart',
  contract: 'Vertrag',
  customer: 'Kunde',
  'rate-card': 'Preisliste',
} as const;
const scopes = {
  entry: '',
  segment: ', jedes Zeitband für sich',
  'work-item-day': ', alle Arbeit der Person am Vorgang an diesem Tag zusammen',
  'work-item': ', alle Arbeit am Vorgang im Zeitraum zusammen',
} as const;
const directions = {
  up: 'aufgerundet',
  down: 'abgerundet',
  nearest: 'auf den nächsten Schritt gerundet',
} as const;
const ties = {
  up: 'ein halber Schritt nach oben',
  down: 'ein halber Schritt nach unten',
  even: 'ein halber Schritt zum geraden',
} as const;
const combines = { max: 'das Höchste gilt', sum: 'addiert', product: 'multipliziert' } as const;
const pieces = { entry: 'Eintrag', 'agent-day': 'Person und Tag', 'work-item': 'Vorgang' } as const;

const ends = { start: 'Den erfassten Beginn', end: 'Das erfasste Ende' } as const;

const perHour = (price: string): string => `${price} pro Stunde`;

function rounding({ minimumMinutes, incrementMinutes, direction, tie, scope }: QuantityPolicy): string {
  const rules: string[] = [];
  if (minimumMinutes > 0) rules.push(`mindestens ${duration(secondsOf(minimumMinutes))}`);
  if (incrementMinutes > 0) {
    const half = direction === 'nearest' ? ` (${ties[tie]})` : '';
    rules.push(`in Schritten von ${duration(secondsOf(incrementMinutes))} ${directions[direction]}${half}`);
  }
  return (rules.length === 0 ? 'ohne Mindestdauer und ohne Schritte' : rules.join(', dann ')) + scopes[scope];
}

function quantity({ policy, source, fromSeconds, toSeconds, shareSeconds }: StepOf<'quantity'>): string {
  const change =
    fromSeconds === toSeconds
      ? `Bleibt bei ${duration(toSeconds)}`
      : `Gerundet von ${duration(fromSeconds)} auf ${duration(toSeconds)}`;
  const share = shareSeconds === toSeconds ? '' : `; davon für diesen Teil ${duration(shareSeconds)}`;
  return sentence(`${change}: ${rounding(policy)} (${sources[source]})${share}`);
}

function timed(step: StepOf<'timed'>): string {
  const { startDate, start, endDate, end } = clockTimes(step);
  const when =
    startDate === endDate
      ? `am ${write.date(startDate)} von ${start} bis ${end} Uhr`
      : `vom ${write.date(startDate)}, ${start} Uhr, bis zum ${write.date(endDate)}, ${end} Uhr`;
  const rest = step.breakSeconds === 0 ? '' : `, abzüglich ${duration(step.breakSeconds)} Pause`;
  return sentence(`Gearbeitet ${when} (${step.zone})${rest}: ${duration(step.workedSeconds)}`);
}

function modifiers({ band, modifiers: list, combine, to }: StepOf<'modifiers'>, currency: string): string {
  const effects = list.map((modifier) =>
    byEffect(modifier, {
      multiplier: (factor) => `× ${write.number(factor)}`,
      surcharge: (amount) => `+ ${money(amount, currency)}`,
      rate: (amount) => `stattdessen ${money(amount, currency)}`,
    }),
  );
  const together = list.length > 1 ? ` (${combines[combine]})` : '';
  return `${effects.join('; ')}${together} ${inBand(band)}: ${perHour(money(to, currency))}.`;
}

const entryOf = (entryId: string | null, index: number, seconds: number): string =>
  (entryId === null ? `Eintrag Nr. ${index + 1}` : `Eintrag ${quote(entryId)}`) +
  (seconds === 0 ? '' : ` (${duration(seconds)})`);
const because =
  <Work extends { entryId: string | null; index: number; seconds: number }>(
    state: string,
    reason: (work: Work) => string,
  ) =>
  (work: Work): string =>
    `${entryOf(work.entryId, work.index, work.seconds)} ${state}: ${reason(work)}.`;
const blocked = 'wird noch nicht berechnet';
const excluded = 'wird nicht berechnet';

/** Billing in German. */
export const german: Words = {
  notation: write,
  trace: {
    timed,
    untimed: ({ date, workedSeconds }) =>
      sentence(`Für den ${write.date(date)} ohne Uhrzeit erfasst: ${duration(workedSeconds)}`),
    'wall-clock-ambiguous': ({ field, instant }) =>
      `${ends[field]} gibt es wegen der Zeitumstellung zweimal; verwendet wird der frühere Zeitpunkt: ${write.moment(instant)}.`,
    'wall-clock-skipped': ({ field, instant }) =>
      `${ends[field]} gibt es wegen der Zeitumstellung nicht; der Zeitpunkt wird um die ausgefallene Zeit später angesetzt: ${write.moment(instant)}.`,
    'requester-customer': ({ customerId }) =>
      `Der Eintrag nennt keinen Kunden; er wird ${quote(customerId)} berechnet, dem Kunden der anfragenden Person.`,
    'band-from-calendar': (step, charge) =>
      isWholeEntry(step, charge)
        ? `Vollständig ${inBand(step.band)}.`
        : `Davon ${duration(step.seconds)} ${inBand(step.band)}.`,
    'band-from-date': ({ band }) => `Zeitband nach dem Datum: ${nameOf(band)}.`,
    'band-from-person': ({ band }) => `Zeitband von Hand gewählt: ${nameOf(band)}.`,
    quantity,
    'rate-from-person': ({ rate }, { currency }) =>
      `Satz ${perHour(money(rate, currency))}, am Eintrag von Hand festgelegt; keine Preisliste und kein Zuschlag gilt.`,
    'rate-from-rule': ({ rateCardId, version, ruleId, price }, { currency, unit }) => {
      const amount = money(price, currency);
      const what = unit === 'hour' ? `Satz ${perHour(amount)}` : `Preis ${amount}`;
      return `${what} nach Regel ${quote(ruleId)} der Preisliste ${quote(rateCardId)}, Fassung vom ${write.date(version)}.`;
    },
    tier: ({ step, beforeSeconds, rate }, { currency }) => {
      const before = beforeSeconds === 0 ? '' : ` nach ${duration(beforeSeconds)} im Zeitraum`;
      return `Staffel ${step + 1}${before}: ${perHour(money(rate, currency))}.`;
    },
    modifiers: (step, { currency }) => modifiers(step, currency),
    piece: ({ once, price }, { currency }) =>
      `Ein Preis je ${pieces[once]}, unabhängig von der Dauer: ${money(price, currency)}.`,
    'piece-already-charged': ({ once, chargedOn }) =>
      `Schon mit dem Eintrag ${quote(chargedOn)} berechnet: ein Preis je ${pieces[once]}.`,
    covered: ({ componentId, accountId, seconds, amount }, { currency }) =>
      `Davon ${amount === null ? duration(seconds) : money(amount, currency)} durch ${quote(accountId ?? componentId)} abgedeckt.`,
    'overage-rate': ({ componentId, rate }, { currency }) =>
      `Satz ${perHour(money(rate, currency))} für Arbeit über ${quote(componentId)} hinaus; keine Preisliste und kein Zuschlag gilt.`,
    'overage-factor': ({ componentId, policy, factor, to }, { currency, unit }) =>
      `× ${write.number(factor)} über ${quote(componentId)} hinaus (${quote(policy)}): ${unit === 'hour' ? perHour(money(to, currency)) : money(to, currency)}.`,
    'billed-before': ({ seconds }) => `${duration(seconds)} davon wurden schon abgerechnet.`,
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
        duplicate: 'ein anderer Eintrag hat dieselbe Kennung',
        field: (path) => `das Feld ${quote(path)} ist ungültig`,
        unknown: 'er ist ungültig',
      }),
    ),
    'no-customer': because(blocked, () => 'es ist kein Kunde bekannt'),
    'no-rate': because(blocked, () => 'keine Preisliste hat eine passende Regel'),
    'rate-ambiguous': because(blocked, (work) => {
      const { rules, card } = rivals(work);
      return `die Regeln ${rules.map(quote).join(' und ')} der Preisliste ${quote(card)} passen gleich gut`;
    }),
    'not-approved': because(blocked, () => 'er ist nicht freigegeben'),
    'no-work-item': because(blocked, () => 'der Preis gilt je Vorgang, und der Eintrag nennt keinen'),
    'over-cap': because(blocked, () => 'er liegt über der Obergrenze des Vertrags'),
    quota: because(blocked, () => 'das Kontingent des Vertrags ist aufgebraucht'),
  },
  ownReason: (work, reason) => because(blocked, () => reason)(work),
  excluded: {
    'non-billable': because(excluded, () => 'er ist als nicht abrechenbar gekennzeichnet'),
    'non-billable-rate': because(excluded, () => 'die passende Regel berechnet nichts'),
    'no-time': because(excluded, () => 'es wurde keine Zeit gearbeitet'),
  },
  line: {
    entries: (count) => (count === 1 ? '1 Eintrag' : `${write.number(String(count))} Einträge`),
    perHour,
    hours: (hours) => `${hours} Std.`,
    roundedTo: (amount) => `, gerundet auf ${amount}`,
    lump: (amount, sold) => `, ausgewiesen als 1 × ${amount} für ${sold}`,
    chargesComeTo: (amount) => `; genau gerechnet wären es ${amount}`,
    coveredBy: (name) => `durch ${quote(name)} abgedeckt`,
    covered: (name, left) => `durch ${quote(name)} abgedeckt, ${left} übrig`,
    minimumPaid: (name) => `im Mindestbetrag ${quote(name)} enthalten, der schon berechnet ist`,
    chargedElsewhere: 'schon mit anderer Arbeit berechnet',
    colon: ': ',
  },
};
