/** The names that the statements of a migration need, as SQL writes them. */
export interface SchemaNames {
  readonly schema: string;
}

/** One step of the schema. Once released it is never changed: what is to be other is another step. */
export interface Migration {
  /** 1, 2, 3 … */
  readonly version: number;
  readonly name: string;
  readonly statements: (names: SchemaNames) => readonly string[];
}
