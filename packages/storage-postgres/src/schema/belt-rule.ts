/** A rule that PostgreSQL looks at by itself when rows change. What breaks it is refused as a whole. */
export interface BeltRule {
  /** Of its function, and of the constraint that the error names. */
  readonly name: string;
  /** What holds, for the error. */
  readonly says: string;
  /** When PostgreSQL looks, by the names of the triggers. */
  readonly triggers: Readonly<Record<string, BeltTrigger>>;
  /** Statements that `RETURN NULL` for what is right. Default: nothing is. */
  readonly unless?: (schema: string) => string;
  /** Variables of these statements. */
  readonly variables?: string;
}

interface BeltTrigger {
  /** For example `AFTER UPDATE`. */
  readonly on: string;
  /** The table, without its schema. */
  readonly of: string;
  /** A condition on `OLD` and `NEW`. Default: for each row. */
  readonly when?: string;
  /** Whether PostgreSQL looks when the transaction is committed. */
  readonly isLate?: boolean;
}

/** The statements that make PostgreSQL hold a rule. */
export function holdRule(
  schema: string,
  { name, says, triggers, unless, variables = '' }: BeltRule,
): readonly string[] {
  return [
    `CREATE FUNCTION ${schema}.${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    ${variables === '' ? '' : `DECLARE ${variables}`}
    BEGIN
      ${unless?.(schema) ?? ''}
      RAISE EXCEPTION '${says}' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '${name}';
    END $$`,
    ...Object.entries(triggers).map(([trigger, { on, of, when, isLate = false }]) => {
      const [kind, late] = isLate ? ['CONSTRAINT TRIGGER', 'DEFERRABLE INITIALLY DEFERRED'] : ['TRIGGER', ''];
      const each = on.endsWith('TRUNCATE') ? 'FOR EACH STATEMENT' : 'FOR EACH ROW';
      const condition = when === undefined ? '' : `WHEN (${when})`;
      return `CREATE ${kind} ${trigger} ${on} ON ${schema}.${of} ${late} ${each} ${condition}
        EXECUTE FUNCTION ${schema}.${name}()`;
    }),
  ];
}
