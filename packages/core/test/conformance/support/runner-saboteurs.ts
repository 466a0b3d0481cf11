import type { Runner } from '../../../src/ports/runner.ts';
import { plainRunner, type RunnerFault } from './plain-runner.ts';

const broken =
  (fault: RunnerFault): (() => Runner) =>
  () =>
    plainRunner(fault);

/** For each promise of the kit: a runner that breaks it. */
export const runnerSaboteurs: Readonly<Record<string, () => Runner>> = {
  'every job is handed to the worker as it was given': broken('changes what it is given'),
  'a key that waits already is left as it is': broken('knows no keys'),
  'a key that is handed over again while its job is under way comes again': broken(
    'leaves out who is under way',
  ),
  'jobs that come while it works are done, too': broken('looks for jobs once'),
  'several jobs are under way at once': broken('one after another'),
  'a worker that throws gets the job again': broken('forgets who failed'),
  'a job that fails holds up no other': broken('stops at the first failure'),
  'stopping waits for what is under way, and then hands nothing out': broken('goes on after it was stopped'),
  'stopping tells those that are under way to give up': broken('keeps stopping a secret'),
  'what was left when it was stopped is done by who works next': broken(
    'forgets those under way when stopped',
  ),
  'a call that is aborted before it begins rejects with the reason, and takes nothing over':
    broken('deaf to signals'),
  'jobs of a batch that is cancelled come no more, those of others do, and their keys are free again':
    broken('cancels for everybody'),
};
