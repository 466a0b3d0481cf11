// Columns that PostgreSQL reads from values by itself, for the rules of this schema and for people who look into the
// tables. The engine neither reads nor writes them.

/** A text of a value. */
const text = (path: string): string => `text GENERATED ALWAYS AS (value #>> '{${path}}') STORED`;

/**
 * An amount in the currency's smallest unit. Amounts are written with exactly the currency's decimal places, so only the
 * point goes. What is no number, `NaN` and the infinities too, is no `bigint` and is refused.
 */
const minorUnits = (path: string): string =>
  `bigint GENERATED ALWAYS AS (replace(value #>> '{${path},amount}', '.', '')::bigint) STORED`;

/**
 * A quantity of a prepaid account in ten-thousandths: seconds have up to four decimal places, and no currency has more.
 * What is finer, and what is no number, is no `bigint` and is refused.
 */
const tenThousandths = (path: string): string =>
  `bigint GENERATED ALWAYS AS (trim_scale((value #>> '{${path}}')::numeric * 10000)::text::bigint) STORED`;

const amountAndCurrency = { amount: minorUnits('amount'), currency: text('amount,currency') };

/** By table, the columns and their types. */
export const readColumns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  invoices: {
    series: text('issued,series'),
    number: text('issued,number'),
    currency: text('content,currency'),
    net: minorUnits('content,totals,net'),
    tax: minorUnits('content,totals,tax'),
    rounding: minorUnits('content,totals,rounding'),
    total: minorUnits('content,totals,total'),
  },
  payments: amountAndCurrency,
  payment_applications: { ...amountAndCurrency, kind: text('kind') },
  credit_movements: { ...amountAndCurrency, kind: text('kind') },
  // A bill that was released keeps the name of an invoice that may be deleted.
  bills: {
    standing_on: `text COLLATE "C" GENERATED ALWAYS AS (CASE WHEN key_standing IS NOT NULL THEN key_invoice END) STORED`,
  },
  prepaid_postings: { lot: text('posting,lotId'), quantity: tenThousandths('posting,quantity') },
};

/** The statements that add columns to their tables. */
export const addColumns = (schema: string, tables: readonly string[]): readonly string[] =>
  tables.map((table) => {
    const added = Object.entries(readColumns[table] ?? {}).map(
      ([name, type]) => `ADD COLUMN ${name} ${type}`,
    );
    return `ALTER TABLE ${schema}.${table} ${added.join(', ')}`;
  });
