import type { ConnectorContext } from '@billwright/core';
import { connectorMemory } from '@billwright/core/conformance';
import { expect, test } from 'vitest';
import { tellAgain, toTellAgain } from '../src/tell-again.ts';

const at = (minute: number): string => `2026-04-01T06:${String(minute).padStart(2, '0')}:00.000Z`;

test('what is to be told again waits for five minutes, and is told until the cursor says that it was', async () => {
  const context: ConnectorContext = { tenantId: 'desk', memory: connectorMemory() };
  const told = (after: number, minute: number) => toTellAgain(context, 'company', after, at(minute));
  expect(await told(0, 0)).toEqual({ ids: [], last: 0 });
  await tellAgain(context, 'company', ['7', '8'], at(0));
  expect(await told(0, 4)).toEqual({ ids: [], last: 0 });
  expect(await told(0, 5)).toEqual({ ids: ['7', '8'], last: 2 });
  await tellAgain(context, 'company', ['7'], at(6));
  // Nobody has written down that it was told.
  expect(await told(0, 7)).toEqual({ ids: ['7', '8'], last: 2 });
  // The one that was found once more meanwhile is not forgotten with the first.
  expect(await told(2, 8)).toEqual({ ids: [], last: 2 });
  expect(await told(2, 12)).toEqual({ ids: ['7'], last: 3 });
  expect(await told(3, 13)).toEqual({ ids: [], last: 3 });
  // What was told is forgotten, and numbers go on counting.
  expect((await context.memory.get('company:tell-again'))?.value).toBe('{"last":3,"open":[]}');
  await tellAgain(context, 'company', [], at(14));
  await tellAgain(context, 'company', ['9'], at(14));
  expect(await told(3, 20)).toEqual({ ids: ['9'], last: 4 });
  expect(await toTellAgain(context, 'another company', 0, at(20))).toEqual({ ids: [], last: 0 });
});
