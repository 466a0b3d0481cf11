import type { CsvMapping, WorkItemSource } from './csv-mapping.ts';
import type { HeaderRow } from './header-row.ts';
import { compileTimed, compileUntimed } from './read-time.ts';
import { addFault, type ReadFields } from './row-reading.ts';
import { compileText, describeText, type TextSource } from './text-source.ts';

/**
 * Turns a mapping into a reader of rows with the header row given. A field whose cells are empty is left out of the
 * entry, but for the customer, which is null then.
 *
 * @throws BillingError `CSV_MAPPING_INVALID` naming every column that the header row does not have.
 */
export function compileEntry(mapping: CsvMapping, header: HeaderRow): ReadFields {
  const { time, customerId, workItem, billable, tags, attributes } = mapping;
  const decimalMark = mapping.decimalMark ?? '.';
  const readers: ReadFields[] = [
    mapping.id == null ? () => nothing : requiredText('id', mapping.id, header),
    customerId == null ? () => ({ customerId: null }) : customer(customerId, header),
    requiredText('agentId', mapping.agentId, header),
    optionalText('teamId', mapping.teamId, header),
    requiredText('serviceTypeId', mapping.serviceTypeId, header),
    workItemFields([workItem ?? []].flat(), header),
    time.kind === 'timed'
      ? compileTimed(time, header, decimalMark)
      : compileUntimed(time, header, decimalMark),
    billable == null ? () => nothing : billableField(billable, header),
    optionalText('note', mapping.note, header),
    tags == null ? () => nothing : tagsField(tags, header),
    attributes == null ? () => nothing : attributesField(attributes, header),
  ];
  header.check();
  return (row) => Object.assign({}, ...readers.map((read) => read(row)));
}

const nothing = {};

function optionalText(field: string, source: TextSource | null | undefined, header: HeaderRow): ReadFields {
  if (source == null) return () => nothing;
  const read = compileText(source, header, field);
  return ({ cells }) => {
    const text = read(cells);
    return text === null ? nothing : { [field]: text };
  };
}

function requiredText(field: string, source: TextSource, header: HeaderRow): ReadFields {
  const read = compileText(source, header, field);
  return (row) => {
    const text = read(row.cells);
    if (text !== null) return { [field]: text };
    addFault(row, 'missing-value', field, `${describeText(source)} is empty`);
    return nothing;
  };
}

function customer(source: TextSource, header: HeaderRow): ReadFields {
  const read = compileText(source, header, 'customerId');
  return ({ cells }) => ({ customerId: read(cells) });
}

function workItemFields(sources: readonly WorkItemSource[], header: HeaderRow): ReadFields {
  const ways = sources.map(({ kind, id, title }) => ({
    kind,
    readId: compileText(id, header, 'workItem'),
    readTitle: title == null ? () => null : compileText(title, header, 'workItem'),
  }));
  return ({ cells }) => {
    for (const { kind, readId, readTitle } of ways) {
      const id = readId(cells);
      const title = readTitle(cells);
      if (id !== null) return { workItem: title === null ? { kind, id } : { kind, id, title } };
    }
    return nothing;
  };
}

function billableField(source: NonNullable<CsvMapping['billable']>, header: HeaderRow): ReadFields {
  const at = header.indexOf(source.column, 'billable');
  const yes = new Set(source.yes.map((word) => word.toLowerCase()));
  const no = new Set(source.no.map((word) => word.toLowerCase()));
  return (row) => {
    const word = (row.cells[at] ?? '').toLowerCase();
    if (yes.has(word)) return { billable: true };
    if (no.has(word)) return { billable: false };
    addFault(row, 'unreadable-billable', 'billable', `column "${source.column}" has "${word}"`);
    return nothing;
  };
}

function tagsField({ column, separator }: NonNullable<CsvMapping['tags']>, header: HeaderRow): ReadFields {
  const at = header.indexOf(column, 'tags');
  return ({ cells }) => {
    const tags = (cells[at] ?? '')
      .split(separator)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
    return tags.length === 0 ? nothing : { tags };
  };
}

function attributesField(sources: Readonly<Record<string, TextSource>>, header: HeaderRow): ReadFields {
  const readers = Object.entries(sources).map(([name, source]) => ({
    name,
    read: compileText(source, header, 'attributes'),
  }));
  return ({ cells }) => {
    const found = readers.flatMap(({ name, read }) => {
      const text = read(cells);
      return text === null ? [] : [[name, text] as const];
    });
    return found.length === 0 ? nothing : { attributes: Object.fromEntries(found) };
  };
}
