import type { QuantityPolicy } from '../../quantity/quantity-policy.ts';
import { colon, inBand, nameOf, semicolon, write } from './fr-write.ts';
import { byEffect, byFault, clockTimes, isWholeEntry, rivals, secondsOf } from './read-trace.ts';
import type { StepOf, Words } from './words.ts';

const { duration, money, quote } = write;

const sources = {
  'rate-rule': 'règle tarifaire',
  'service-type': 'type de prestation',
  contract: 'contrat',
  customer: 'client',
  'rate-card': 'grille tarifaire',
} as const;
const scopes = {
  entry: '',
  segment: ', chaque plage séparément',
  'work-item-day': ', tout le travail de l’agent sur le dossier ce jour-là ensemble',
  'work-item': ', tout le travail sur le dossier dans la période ensemble',
} as const;
const directions = { up: 'vers le haut', down: 'vers le bas', nearest: 'au plus proche' } as const;
const ties = {
  up: 'la moitié vers le haut',
  down: 'la moitié vers le bas',
  even: 'la moitié vers la tranche paire',
} as const;
const combines = { max: 'le plus élevé s’applique', sum: 'additionnés', product: 'multipliés' } as const;
const pieces = { entry: 'saisie', 'agent-day': 'agent et par jour', 'work-item': 'dossier' } as const;

const ends = { start: 'L’heure de début saisie', end: 'L’heure de fin saisie' } as const;

const perHour = (price: string): string => `${price} par heure`;

function rounding({ minimumMinutes, incrementMinutes, direction, tie, scope }: QuantityPolicy): string {
  const rules: string[] = [];
  if (minimumMinutes > 0) rules.push(`au moins ${duration(secondsOf(minimumMinutes))}`);
  if (incrementMinutes > 0) {
    const half = direction === 'nearest' ? ` (${ties[tie]})` : '';
    rules.push(`par tranches de ${duration(secondsOf(incrementMinutes))}, ${directions[direction]}${half}`);
  }
  return (rules.length === 0 ? 'ni minimum ni tranches' : rules.join(', puis ')) + scopes[scope];
}

function quantity({ policy, source, fromSeconds, toSeconds, shareSeconds }: StepOf<'quantity'>): string {
  const change =
    fromSeconds === toSeconds
      ? `Inchangé à ${duration(toSeconds)}`
      : `Arrondi de ${duration(fromSeconds)} à ${duration(toSeconds)}`;
  const share =
    shareSeconds === toSeconds ? '' : `${semicolon}dont ${duration(shareSeconds)} pour cette part`;
  return `${change}${colon}${rounding(policy)} (${sources[source]})${share}.`;
}

function timed(step: StepOf<'timed'>): string {
  const { startDate, start, endDate, end } = clockTimes(step);
  const when =
    startDate === endDate
      ? `le ${write.date(startDate)} de ${start} à ${end}`
      : `du ${write.date(startDate)} à ${start} au ${write.date(endDate)} à ${end}`;
  const rest = step.breakSeconds === 0 ? '' : `, moins une pause de ${duration(step.breakSeconds)}`;
  return `Travail ${when} (${step.zone})${rest}${colon}${duration(step.workedSeconds)}.`;
}

function modifiers({ band, modifiers: list, combine, to }: StepOf<'modifiers'>, currency: string): string {
  const effects = list.map((modifier) =>
    byEffect(modifier, {
      multiplier: (factor) => `×\u00a0${write.number(factor)}`,
      surcharge: (amount) => `+\u00a0${money(amount, currency)}`,
      rate: (amount) => `${money(amount, currency)} à la place`,
    }),
  );
  const together = list.length > 1 ? ` (${combines[combine]})` : '';
  return `${effects.join(semicolon)}${together} ${inBand(band)}${colon}${perHour(money(to, currency))}.`;
}

const entryOf = (entryId: string | null, index: number, seconds: number): string =>
  (entryId === null ? `La saisie n°\u00a0${index + 1}` : `La saisie ${quote(entryId)}`) +
  (seconds === 0 ? '' : ` (${duration(seconds)})`);
const because =
  <Work extends { entryId: string | null; index: number; seconds: number }>(
    state: string,
    reason: (work: Work) => string,
  ) =>
  (work: Work): string =>
    `${entryOf(work.entryId, work.index, work.seconds)} ${state}${colon}${reason(work)}.`;
const blocked = 'n’est pas encore facturée';
const excluded = 'n’est pas facturée';

/** Billing in French. */
export const french: Words = {
  notation: write,
  trace: {
    timed,
    untimed: ({ date, workedSeconds }) =>
      `Saisi pour le ${write.date(date)} sans heure${colon}${duration(workedSeconds)}.`,
    'wall-clock-ambiguous': ({ field, instant }) =>
      `${ends[field]} existe deux fois à cause du changement d’heure${semicolon}la première est retenue${colon}${write.moment(instant)}.`,
    'wall-clock-skipped': ({ field, instant }) =>
      `${ends[field]} n’existe pas à cause du changement d’heure${semicolon}elle est avancée de la durée sautée${colon}${write.moment(instant)}.`,
    'requester-customer': ({ customerId }) =>
      `La saisie ne nomme aucun client${semicolon}elle est facturée à ${quote(customerId)}, le client du demandeur.`,
    'band-from-calendar': (step, charge) =>
      isWholeEntry(step, charge)
        ? `En totalité ${inBand(step.band)}.`
        : `Dont ${duration(step.seconds)} ${inBand(step.band)}.`,
    'band-from-date': ({ band }) => `Plage selon la date${colon}${nameOf(band)}.`,
    'band-from-person': ({ band }) => `Plage choisie par une personne${colon}${nameOf(band)}.`,
    quantity,
    'rate-from-person': ({ rate }, { currency }) =>
      `Taux de ${perHour(money(rate, currency))}, fixé sur la saisie par une personne${semicolon}ni grille tarifaire ni majoration ne s’applique.`,
    'rate-from-rule': ({ rateCardId, version, ruleId, price }, { currency, unit }) => {
      const amount = money(price, currency);
      const what = unit === 'hour' ? `Taux de ${perHour(amount)}` : `Prix de ${amount}`;
      return `${what} selon la règle ${quote(ruleId)} de la grille tarifaire ${quote(rateCardId)}, version du ${write.date(version)}.`;
    },
    tier: ({ step, beforeSeconds, rate }, { currency }) => {
      const before = beforeSeconds === 0 ? '' : `, après ${duration(beforeSeconds)} dans la période`;
      return `Palier ${step + 1}${before}${colon}${perHour(money(rate, currency))}.`;
    },
    modifiers: (step, { currency }) => modifiers(step, currency),
    piece: ({ once, price }, { currency }) =>
      `Un prix par ${pieces[once]}, quelle que soit la durée${colon}${money(price, currency)}.`,
    'piece-already-charged': ({ once, chargedOn }) =>
      `Déjà facturé avec la saisie ${quote(chargedOn)}${colon}un prix par ${pieces[once]}.`,
    covered: ({ componentId, accountId, seconds, amount }, { currency }) =>
      `Dont ${amount === null ? duration(seconds) : money(amount, currency)} pris en charge par ${quote(accountId ?? componentId)}.`,
    'overage-rate': ({ componentId, rate }, { currency }) =>
      `Taux de ${perHour(money(rate, currency))} pour le travail au-delà de ${quote(componentId)}${semicolon}ni grille tarifaire ni majoration ne s’applique.`,
    'overage-factor': ({ componentId, policy, factor, to }, { currency, unit }) =>
      `× ${write.number(factor)} au-delà de ${quote(componentId)} (${quote(policy)}) : ${unit === 'hour' ? perHour(money(to, currency)) : money(to, currency)}.`,
    'billed-before': ({ seconds }) => `${duration(seconds)} déjà facturées auparavant.`,
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
        duplicate: 'une autre saisie porte le même identifiant',
        field: (path) => `son champ ${quote(path)} n’est pas valable`,
        unknown: 'elle n’est pas valable',
      }),
    ),
    'no-customer': because(blocked, () => 'aucun client n’est connu'),
    'no-rate': because(blocked, () => 'aucune grille tarifaire n’a de règle qui convienne'),
    'rate-ambiguous': because(blocked, (work) => {
      const { rules, card } = rivals(work);
      return `les règles ${rules.map(quote).join(' et ')} de la grille tarifaire ${quote(card)} conviennent aussi bien l’une que l’autre`;
    }),
    'not-approved': because(blocked, () => 'elle n’est pas approuvée'),
    'no-work-item': because(blocked, () => 'le prix vaut par dossier, et la saisie n’en nomme aucun'),
    'over-cap': because(blocked, () => 'elle dépasse le plafond du contrat'),
    quota: because(blocked, () => 'le forfait du contrat est épuisé'),
  },
  ownReason: (work, reason) => because(blocked, () => reason)(work),
  excluded: {
    'non-billable': because(excluded, () => 'elle est marquée comme non facturable'),
    'non-billable-rate': because(excluded, () => 'la règle qui convient ne facture rien'),
    'no-time': because(excluded, () => 'aucun temps n’a été travaillé'),
  },
  line: {
    entries: (count) => (count === 1 ? '1\u00a0saisie' : `${write.number(String(count))}\u00a0saisies`),
    perHour,
    hours: (hours) => `${hours}\u00a0h`,
    roundedTo: (amount) => `, arrondi à ${amount}`,
    lump: (amount, sold) => `, indiqué comme 1 × ${amount} pour ${sold}`,
    chargesComeTo: (amount) => `${semicolon}en calcul exact, ce serait ${amount}`,
    coveredBy: (name) => `pris en charge par ${quote(name)}`,
    covered: (name, left) => `pris en charge par ${quote(name)}, reste ${left}`,
    minimumPaid: (name) => `compris dans le minimum ${quote(name)}, déjà facturé`,
    chargedElsewhere: 'déjà facturé avec un autre travail',
    colon,
  },
};
