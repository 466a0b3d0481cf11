import type { InputIssue } from '../errors/input-issue.ts';
import type { Contract } from './contract.ts';

/** What does not hold together in a contract whose fields are sound. */
export function* contractContradictions(contract: Contract): Generator<InputIssue> {
  const { start, end, renewal, amendments, state, endedBy } = contract;
  if (end !== null && end < start) yield fault(['end'], 'is before `start`');
  if (renewal.mode === 'automatic' && end === null)
    yield fault(['renewal', 'mode'], 'can not be automatic: the contract has no end');
  if (state === 'ended' && end === null) yield fault(['end'], 'is missing: the contract has ended');
  if ((state === 'ended') !== (endedBy !== null))
    yield fault(['endedBy'], 'goes with the state "ended", and that with it');
  for (const [index, { from }] of amendments.entries()) {
    if (from <= start)
      yield fault(['amendments', index, 'from'], 'is not after `start`: write the terms on the contract');
  }
  yield* contradictingSuspensions(contract);
}

function* contradictingSuspensions({ start, end, suspensions, state }: Contract): Generator<InputIssue> {
  let free: string | null = start;
  for (const [index, { from, to }] of suspensions.entries()) {
    const at = (field: string, message: string): InputIssue => fault(['suspensions', index, field], message);
    if (free === null) yield at('from', 'follows a suspension without an end');
    else if (from < free)
      yield at('from', index === 0 ? 'is before `start`' : 'is before the end of the one before it');
    if (to !== null && to <= from) yield at('to', 'is not after `from`');
    if (end !== null && (to ?? from) > end) yield at('to', 'is after the end of the contract');
    free = to;
  }
  if ((state === 'suspended') !== (suspensions.at(-1)?.to === null))
    yield fault(['state'], 'is "suspended" when the last suspension has no end, and only then');
}

const fault = (path: InputIssue['path'], message: string): InputIssue => ({ path, message });
