// Writes the tables of docs/concepts/invoices.md from the data that the code goes by:
// `node scripts/generate-invoice-tables.ts`. A test fails when the page is not what the data give.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deliveryTransitions } from '../packages/core/src/invoice/life/delivery-transitions.ts';
import { ledgerTransitions } from '../packages/core/src/invoice/life/ledger-transitions.ts';
import { settlementTransitions } from '../packages/core/src/invoice/life/settlement-transitions.ts';

/** From each state, what can be done, and where it leads to. */
export type TransitionTable = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** The tables of the page, by their names. */
export const invoiceTables: Readonly<Record<string, TransitionTable>> = {
  settlement: settlementTransitions,
  delivery: deliveryTransitions,
  ledger: ledgerTransitions,
};

/** A page whose tables are those of the data: each stands between two comments with its name. */
export function withTables(page: string, tables: Readonly<Record<string, TransitionTable>>): string {
  return Object.entries(tables).reduce((text, [name, table]) => {
    const [begin, end] = [`<!-- table: ${name} -->`, `<!-- end of table: ${name} -->`];
    const [before, rest] = text.split(begin);
    const [, after] = rest?.split(end) ?? [];
    if (before === undefined || after === undefined) throw new Error(`the page has no place for "${name}"`);
    return `${before}${begin}\n\n${tableOf(table)}\n\n${end}${after}`;
  }, page);
}

function tableOf(table: TransitionTable): string {
  const rows = Object.entries(table).map(([state, row]) => `| \`${state}\` | ${cellOf(row)} |`);
  return ['| state | what can be done → where it leads to |', '| --- | --- |', ...rows].join('\n');
}

/** Actions that lead to the same place stand together. */
function cellOf(row: TransitionTable[string]): string {
  const byTarget = new Map<string, string[]>();
  for (const [action, target] of Object.entries(row)) {
    const name = [target].flat().join(' or ').replaceAll('-', ' ');
    byTarget.set(name, [...(byTarget.get(name) ?? []), `\`${action}\``]);
  }
  const cells = [...byTarget].map(([target, actions]) => `${actions.join(', ')} → ${target}`);
  return cells.length === 0 ? 'nothing: it can only be read' : cells.join('; ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = new URL('../docs/concepts/invoices.md', import.meta.url);
  writeFileSync(page, withTables(readFileSync(page, 'utf8'), invoiceTables));
}
