import type { RoundingMode } from './rounding.ts';

/** A quotient of whole numbers rounded to a whole number, exactly. The denominator is above 0. */
export function divideRounded(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const floor = magnitude / denominator;
  const remainder = magnitude - floor * denominator;
  const rounded =
    remainder === 0n || !roundsAway(mode, 2n * remainder - denominator, floor) ? floor : floor + 1n;
  return numerator < 0n ? -rounded : rounded;
}

/** Whether a magnitude with a remainder goes to the next whole number; `aboveHalf` is 0 for a tie. */
function roundsAway(mode: RoundingMode, aboveHalf: bigint, floor: bigint): boolean {
  switch (mode) {
    case 'half-up':
      return aboveHalf >= 0n;
    case 'half-even':
      return aboveHalf > 0n || (aboveHalf === 0n && (floor & 1n) === 1n);
    case 'half-down':
      return aboveHalf > 0n;
    case 'up':
      return true;
    case 'down':
      return false;
  }
}
