import { ConformanceFailure } from './conformance-failure.ts';
import { Finding } from './finding.ts';

/** One promise of a port, and how it is checked. Cases know nothing of each other: each gets a subject of its own. */
export interface ConformanceCase<Subject> {
  /** What is promised, as a sentence. */
  readonly name: string;
  /** Why the promise is none of this subject's; `null` when it is to be kept. */
  skipReason(subject: Subject): string | null;
  /**
   * Tries the promise on a subject that nobody used before.
   *
   * @throws ConformanceFailure with what was promised and what happened.
   */
  run(subject: Subject): Promise<void>;
}

/** A case. What its body throws is told as a failure to keep the promise. */
export function conformanceCase<Subject>(
  name: string,
  body: (subject: Subject) => Promise<void>,
  skipReason: (subject: Subject) => string | null = () => null,
): ConformanceCase<Subject> {
  return {
    name,
    skipReason,
    async run(subject) {
      try {
        await body(subject);
      } catch (error) {
        throw new ConformanceFailure(name, happened(error), { cause: error });
      }
    },
  };
}

function happened(error: unknown): string {
  if (error instanceof Finding) return error.message;
  return error instanceof Error ? `it threw ${error.name}: ${error.message}` : `it threw ${String(error)}`;
}
