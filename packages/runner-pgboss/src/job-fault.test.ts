import { BillingError } from '@billwright/core';
import { expect, test } from 'vitest';
import { faultOf, readFault } from './job-fault.ts';

test('a fault is kept with its code and its message, and without its stack', () => {
  const error = new BillingError('STORAGE_UNAVAILABLE', { reason: 'the disk is full' });
  const { code, message } = error;
  expect(faultOf(error)).toEqual({ code, message });
  expect(readFault(faultOf(error))).toEqual({ code, message });
  expect(faultOf(new TypeError('no function'))).toEqual({ code: 'UNEXPECTED', message: 'no function' });
  expect(faultOf('stop')).toEqual({ code: 'UNEXPECTED', message: 'stop' });
  expect(faultOf(new Error('x'.repeat(5000))).message).toHaveLength(1000);
});

test.each([
  ['worker-lost', { value: { message: 'job heartbeat timeout' } }],
  ['took-too-long', { value: { message: 'job timed out' } }],
  ['took-too-long', { name: 'Error', message: 'handler execution exceeded 900s' }],
  ['worker-stopped', { message: 'pg-boss shut down while active' }],
  ['UNEXPECTED', { message: 'something else' }],
])('what pg-boss notes itself is %s', (code, kept) => {
  expect(readFault(kept).code).toBe(code);
});

test.each([null, undefined, 7, 'text', [], {}, { value: null }, { value: 'text' }])(
  'what nobody wrote is no reason to fail: %j',
  (kept) => {
    expect(readFault(kept)).toEqual({ code: 'UNEXPECTED', message: 'nobody said why' });
  },
);
