import type { PriceKind } from '../price-kind.ts';
import { daily } from './daily.ts';
import type { DailyPrice } from './daily.ts';
import { fixed } from './fixed.ts';
import type { FixedPrice } from './fixed.ts';
import { hourly } from './hourly.ts';
import type { HourlyPrice } from './hourly.ts';
import { nonBillable } from './non-billable.ts';
import type { NonBillablePrice } from './non-billable.ts';
import { perIncident } from './per-incident.ts';
import type { PerIncidentPrice } from './per-incident.ts';
import { tiered } from './tiered.ts';
import type { TieredPrice } from './tiered.ts';

/** A price of one of the kinds that come with Billwright. */
export type BuiltInPrice =
  | HourlyPrice
  | FixedPrice
  | DailyPrice
  | PerIncidentPrice
  | TieredPrice
  | NonBillablePrice;

/** The price kinds that every rate card can use. */
export const builtInKinds: readonly PriceKind[] = [hourly, fixed, daily, perIncident, tiered, nonBillable];
