import { XeroFault } from './fake-fault.ts';
import { type FakeRow, textOf } from './fake-row.ts';

const term = /^(?<field>[A-Za-z]+)==(?<value>"(?:[^"\\]|\\.)*"|true|false)/;

/**
 * Reads a condition: fields that are equal to texts, joined by `OR` or by `AND`. What it does not know it refuses.
 * (https://developer.xero.com/documentation/api/accounting/requests-and-responses)
 */
export function readWhere(text: string): (row: FakeRow) => boolean {
  const terms: ((row: FakeRow) => boolean)[] = [];
  const joints = new Set<string>();
  let rest = text;
  for (;;) {
    const { field = '', value = '' } = term.exec(rest)?.groups ?? {};
    if (field === '') throw new XeroFault(`the fake does not know the condition ${text}`);
    const plain = value.startsWith('"') ? value.slice(1, -1).replaceAll(/\\(.)/gsu, '$1') : value;
    terms.push((row) => textOf(row, field) === plain);
    rest = rest.slice(field.length + 2 + value.length);
    const joint = /^ (OR|AND) /.exec(rest)?.[1];
    if (joint === undefined) break;
    joints.add(joint);
    rest = rest.slice(joint.length + 2);
  }
  if (rest !== '' || joints.size > 1) throw new XeroFault(`the fake does not know the condition ${text}`);
  return joints.has('AND')
    ? (row) => terms.every((holds) => holds(row))
    : (row) => terms.some((holds) => holds(row));
}
