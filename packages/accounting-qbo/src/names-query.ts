import { inGroups } from '@billwright/accounting-common';
import { type Asked, ask, batchSize, type Row } from './ask.ts';
import type { Company } from './company.ts';
import { quoted } from './quoted.ts';

/** Things that are looked up by their names, whether they are active or not: queries hide inactive ones otherwise. */
export interface NamesQuery {
  readonly entity: 'Customer' | 'Item';
  readonly field: 'DisplayName' | 'Name';
  readonly names: readonly string[];
}

const select = ({ entity, field }: NamesQuery): string =>
  `select Id, ${field}, Active, ${entity === 'Customer' ? 'CurrencyRef' : 'Type, FullyQualifiedName'} from ${entity}`;

/** The queries for names, thirty in each. */
export const namesQueries = (query: NamesQuery): readonly string[] =>
  inGroups(query.names, batchSize).map(
    (some) =>
      `${select(query)} where ${query.field} in (${some.map(quoted).join(', ')}) and Active in (true, false) maxresults 1000`,
  );

/**
 * The rows of names. A company that can't read a name in a query (4000: it is reported of some characters) is asked for
 * all that it has.
 *
 * @throws BillingError `CONNECTOR_FAILED` when it refuses that, too.
 */
export async function rowsOfNames(
  company: Company,
  query: NamesQuery,
  asked: readonly Asked[],
): Promise<readonly Row[]> {
  if (asked.some(({ status }) => status === 'refused')) return everyRow(company, query);
  return asked.flatMap((one) => (one.status === 'told' ? one.rows : []));
}

async function everyRow(company: Company, query: NamesQuery): Promise<readonly Row[]> {
  const all: Row[] = [];
  for (;;) {
    const page = `${select(query)} where Active in (true, false) orderby Id startposition ${all.length + 1} maxresults 1000`;
    const [rows = []] = await ask(company, [page]);
    all.push(...rows);
    if (rows.length < 1000) return all;
  }
}
