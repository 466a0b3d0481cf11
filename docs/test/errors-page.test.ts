import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errorRegistry } from '@billwright/core';
import { expect, test } from 'vitest';
import { type ErrorTexts, errorsPage } from '../../scripts/generate-errors-page.ts';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');

test('the page "Errors" is what the registry gives now', () => {
  expect(page, 'run node scripts/generate-errors-page.ts').toBe(errorsPage(errorRegistry));
});

// A check that never rejects proves nothing: the page meets registries that it does not belong to.
const { ZONE_UNKNOWN: zoneUnknown, ...others } = errorRegistry;
test.each<[string, ErrorTexts]>([
  ['lacks a code', { ...errorRegistry, NEW_CODE: { when: 'Something new.', remedy: 'Read on.' } }],
  ['has a code that is gone', others],
  ['tells an old remedy', { ...others, ZONE_UNKNOWN: { ...zoneUnknown, remedy: 'Ask the registry.' } }],
])('a page that %s is refused', (_, registry) => {
  expect(page).not.toBe(errorsPage(registry));
});

test('what the registry says is shown as text', () => {
  const odd = errorsPage({ ODD: { when: 'A <b> in {{ braces }}.', remedy: 'None.' } });
  expect(odd).toContain('A &lt;b> in &#123;{ braces }}.');
});
