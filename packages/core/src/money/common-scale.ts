import { type Decimal, formatFixed } from './decimal.ts';

/** Exact numbers as whole ones: each value is `units` / 10 ^ `scale`. */
export interface CommonScale {
  readonly units: readonly bigint[];
  readonly scale: number;
}

/** Brings numbers to the smallest scale on which all are whole, so that they can be calculated with as `bigint`. */
export function toCommonScale(values: readonly Decimal[]): CommonScale {
  const scale = values.reduce((places, value) => Math.max(places, value.decimalPlaces()), 0);
  return { units: values.map((value) => BigInt(formatFixed(value, scale).replace('.', ''))), scale };
}
