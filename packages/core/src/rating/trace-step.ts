import type { Band } from '../calendar/band.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { QuantityPolicy } from '../quantity/quantity-policy.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { BandModifier, Combine } from './band-modifier.ts';

/** Who set the quantity policy that was used, the first that has one (section 3 of the rules). */
export type QuantitySource = 'rate-rule' | 'service-type' | 'contract' | 'customer' | 'rate-card';

/**
 * One decision on the way from an entry to a charge, as a code with its numbers. Words are made from it later, by
 * {@link explain}; nothing in it is meant for the eye.
 */
export type TraceStep =
  | {
      readonly code: 'timed';
      readonly start: Instant;
      readonly end: Instant;
      readonly zone: string;
      /** Wall-clock start and end in the zone, `YYYY-MM-DD HH:MM:SS`. */
      readonly localStart: string;
      readonly localEnd: string;
      readonly breakSeconds: number;
      readonly workedSeconds: number;
    }
  | { readonly code: 'untimed'; readonly date: CivilDate; readonly workedSeconds: number }
  | {
      readonly code: 'wall-clock-ambiguous' | 'wall-clock-skipped';
      readonly field: 'start' | 'end';
      readonly instant: Instant;
    }
  | { readonly code: 'requester-customer'; readonly customerId: string }
  | {
      /** Why this part is in its band: the calendar, the date of an untimed entry, or a person. */
      readonly code: 'band-from-calendar' | 'band-from-date' | 'band-from-person';
      readonly band: Band;
      readonly seconds: number;
    }
  | {
      readonly code: 'quantity';
      readonly source: QuantitySource;
      readonly policy: QuantityPolicy;
      /** What was rounded as one: seconds before and after. Equal to the entry's own unless the scope spans entries. */
      readonly fromSeconds: number;
      readonly toSeconds: number;
      /** This charge's share of the rounded time. */
      readonly shareSeconds: number;
    }
  | { readonly code: 'rate-from-person'; readonly rate: DecimalString }
  | {
      readonly code: 'rate-from-rule';
      readonly rateCardId: string;
      readonly version: CivilDate;
      readonly ruleId: string;
      readonly priceKind: string;
      /** The price per hour or piece before band modifiers. */
      readonly price: DecimalString;
    }
  | {
      readonly code: 'tier';
      readonly step: number;
      readonly beforeSeconds: number;
      readonly rate: DecimalString;
    }
  | {
      readonly code: 'modifiers';
      readonly band: Band;
      readonly modifiers: readonly BandModifier[];
      readonly combine: Combine;
      readonly from: DecimalString;
      readonly to: DecimalString;
    }
  | {
      /** `once` says what has one price however long it takes. */
      readonly code: 'piece';
      readonly once: 'entry' | 'agent-day' | 'work-item';
      readonly price: DecimalString;
    }
  | {
      readonly code: 'piece-already-charged';
      readonly once: 'agent-day' | 'work-item';
      readonly chargedOn: string;
    }
  | {
      /** An allowance or a pool pays for a part of the work, and the charge is for the rest. */
      readonly code: 'covered';
      readonly componentId: string;
      /** The prepaid account, for a pool. */
      readonly accountId: string | null;
      /** Billed seconds that it pays for. */
      readonly seconds: number;
      /** What it pays of a price per piece, or `null`. */
      readonly amount: DecimalString | null;
    }
  | {
      /** The work is above an allowance that has a rate of its own for that. */
      readonly code: 'overage-rate';
      readonly componentId: string;
      readonly rate: DecimalString;
    }
  | {
      /** The work is above an allowance whose policy changes its price. */
      readonly code: 'overage-factor';
      readonly componentId: string;
      /** The name of the exhaustion policy. */
      readonly policy: string;
      readonly factor: DecimalString;
      readonly to: DecimalString;
    }
  | {
      /** Earlier bills have taken a part of the work. */
      readonly code: 'billed-before';
      /** Billed seconds that they took. */
      readonly seconds: number;
    }
  | {
      readonly code: 'amount';
      readonly unit: 'hour' | 'piece';
      readonly billedSeconds: number;
      readonly unitPrice: DecimalString;
      readonly amount: DecimalString;
      readonly currency: string;
    };

/** The code of a {@link TraceStep}. */
export type TraceCode = TraceStep['code'];
