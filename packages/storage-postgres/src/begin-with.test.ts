import { expect, test } from 'vitest';
import { beginWith } from './begin-with.ts';

test('no value of a setting can be read as SQL', () => {
  const text = beginWith({ 'billing.tenant': `'); DROP TABLE work; -- \\` });
  expect(text).toMatch(
    /^BEGIN [A-Z ]+; SELECT set_config\((convert_from\(decode\('[0-9a-f]*', 'hex'\), 'UTF8'\), ){2}true\)$/,
  );
});
