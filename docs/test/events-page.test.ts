import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(resolve(root, 'docs/events.md'), 'utf8');
const source = readFileSync(resolve(root, 'packages/core/src/events/billing-events.ts'), 'utf8');

/** By name, what each event of the page carries. */
const eventsOn = (text: string): [name: string, carries: string][] =>
  [...text.matchAll(/^\| `([a-z]+\.[a-z-]+)` \| .+ \| (`.*`) \|$/gm)].map(([, name = '', carries = '']) => [
    name,
    carries.replaceAll('`', ''),
  ]);

/** The same of the interface, in its order. */
function eventsIn(text: string): [name: string, carries: string][] {
  const [, body = ''] = /export interface BillingEvents \{([\s\S]*?)\n\}/.exec(text) ?? [];
  return [
    ...`${body}\n`.matchAll(
      /readonly '([^']+)': (?:(\w+) & )?\{([\s\S]*?)\};\n(?= {2}(?:readonly '|\/\*\*)|$)/g,
    ),
  ].map(([, name = '', shared = '', fields = '']) => [
    name,
    [...fieldsIn(sharedFields(text, shared)), ...fieldsIn(fields)].join(', '),
  ]);
}

const fieldsIn = (body: string): string[] =>
  [...body.replaceAll(/\{[^{}]*\}/g, '').matchAll(/readonly (\w+):/g)].map(([, field = '']) => field);

/** What several events carry, by the name of its interface. */
const sharedFields = (text: string, name: string): string =>
  name === '' ? '' : (new RegExp(`interface ${name} \\{([\\s\\S]*?)\\n\\}`).exec(text)?.[1] ?? '');

test('the page "Events" has every event, in order, with what it carries', () => {
  const events = eventsIn(source);
  expect(events).toHaveLength([...source.matchAll(/^ {2}readonly '/gm)].length);
  expect(eventsOn(page)).toEqual(events);
});

// A check that never rejects proves nothing: the page meets events that it does not have.
test.each([
  [
    'lacks an event',
    source.replace("  readonly 'batch.saved'", "  readonly 'batch.new': { readonly id: string };\n$&"),
  ],
  ['has an event that is gone', source.replace(/ {2}readonly 'batch\.saved'.*\n/, '')],
  ['tells another content', source.replace('readonly daysLeft: number', 'readonly days: number')],
])('a page that %s is refused', (_, changed) => {
  expect(changed).not.toBe(source);
  expect(eventsOn(page)).not.toEqual(eventsIn(changed));
});
