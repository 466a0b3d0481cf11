import { compare } from '../../money/arithmetic.ts';
import type { Money } from '../../money/money.ts';

/** The smaller of two amounts. */
export const smaller = (one: Money, other: Money): Money => (compare(one, other) <= 0 ? one : other);
