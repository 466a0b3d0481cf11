import type { Measured, Row } from '../row.ts';

/** A row and what it found. */
export interface Outcome {
  readonly row: Omit<Row, 'measure'>;
  readonly measured: Measured;
}
