import { expect, test } from 'vitest';
import { type PgBossRunnerOptions, settingOf } from './setting.ts';

const pool = { query: () => Promise.reject(new Error('nobody asks')) };

const issuesOf = (given: Partial<PgBossRunnerOptions>): unknown => {
  try {
    settingOf({ pool, ...given });
    return [];
  } catch (error) {
    return error;
  }
};

test('what is left out is as it is told in the documentation', () => {
  expect(settingOf({ pool })).toMatchObject({
    schema: 'billwright_jobs',
    atOnce: 4,
    heartbeatSeconds: 30,
    expireSeconds: 900,
    watchSeconds: 10,
    retries: 8,
    retrySeconds: 2,
    pollSeconds: 1,
    keepSeconds: 604_800,
  });
});

test.each([
  ['atOnce', 3, 'must be an even number from 2 to 100'],
  ['atOnce', 0, 'must be an even number from 2 to 100'],
  ['atOnce', 102, 'must be an even number from 2 to 100'],
  ['heartbeatSeconds', 9, 'must be a whole number from 10 to 86400'],
  ['expireSeconds', 1.5, 'must be a whole number from 1 to 86400'],
  ['watchSeconds', 0, 'must be a whole number from 1 to 86400'],
  ['retries', -1, 'must be a whole number from 0 to 1000'],
  ['retrySeconds', 301, 'must be a whole number from 1 to 300'],
  ['pollSeconds', 0.4, 'must be a number from 0.5 to 86400'],
  ['pollSeconds', Number.NaN, 'must be a number from 0.5 to 86400'],
  ['keepSeconds', Infinity, 'must be a whole number from 1 to 31536000'],
])('%s: %s is refused', (name, value, message) => {
  expect(issuesOf({ [name]: value })).toMatchObject({
    code: 'ENGINE_INVALID',
    details: { issues: [{ path: [name], message }] },
  });
});

test('every fault is told at once', () => {
  expect(issuesOf({ atOnce: 1, retries: 0.5 })).toMatchObject({
    details: { issues: [{ path: ['atOnce'] }, { path: ['retries'] }] },
  });
});

test.each(['', 'Jobs', 'jobs"; DROP TABLE x', '1jobs', 'j'.repeat(32)])(
  'the schema "%s" is refused',
  (schema) => {
    expect(issuesOf({ schema })).toMatchObject({
      code: 'ENGINE_INVALID',
      details: { issues: [{ path: ['schema'] }] },
    });
  },
);
