/** Who did something: a person, a program, or the engine itself when time went by. */
export interface Actor {
  readonly kind: 'person' | 'program' | 'engine';
  readonly id: string;
}

/** The actor of what nobody asked for: renewals, expiries, deliveries. */
export const engineItself: Actor = { kind: 'engine', id: 'billwright' };
