// Writes docs/errors.md from the registry of error codes: `node scripts/generate-errors-page.ts`.
// A test fails when the page is not what the registry gives.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errorRegistry } from '../packages/core/src/errors/registry.ts';

/** What the page needs of a registry of errors. */
export type ErrorTexts = Readonly<Record<string, { readonly when: string; readonly remedy: string }>>;

const introduction = `<!-- Written by scripts/generate-errors-page.ts from the registry of error codes. Change the registry. -->

# Errors

Billwright throws one class of error, \`BillingError\`. Its \`code\` says what happened; codes change only in a major
version. \`message\` tells the case in English, \`remedy\` what to do about it, and \`details\` has the facts, typed by the
code. \`toJSON()\` gives all of it as plain JSON.

\`\`\`ts
import { isBillingError, money } from '@billwright/core';

try {
  money('12.345', 'EUR');
} catch (error) {
  if (!isBillingError(error, 'MONEY_INVALID')) throw error;
  console.log(error.message);
  // => MONEY_INVALID: amount: EUR has 2 decimal places, "12.345" has 3
  console.log(error.details.issues[0]?.path);
  // => [ 'amount' ]
}
\`\`\`

Use \`isBillingError\` rather than \`instanceof\`: it also knows errors of a second installed copy of the package.

Codes that end in \`_INVALID\` are about input that was refused as a whole. Their details list every fault with the path to
it, so a form can show all of them at once.

What is expected to happen in billing is no error: work without a price, work that is not approved, a row that can't be
read are results with a reason. See [Coverage](./concepts/coverage.md).
`;

/** The page "Errors" for a registry, as Markdown. */
export function errorsPage(registry: ErrorTexts): string {
  const sections = Object.entries(registry)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([code, { when, remedy }]) => `## ${code}\n\n${escape(when)}\n\n**What to do:** ${escape(remedy)}\n`,
    );
  return [introduction, ...sections].join('\n');
}

/** Text for Markdown that VitePress renders: no tags, no templates. */
const escape = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('{{', '&#123;{');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../docs/errors.md', import.meta.url), errorsPage(errorRegistry));
}
