import { CATALOGUE, type DiagnosticCode } from './catalogue';
import type { CatalogueEntry } from './catalogue-entry';
import type { Place } from './place';
import { printable, valueText } from './printable';

/** One problem of what people wrote or of what the world holds. It is data: it survives a JSON round trip. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly place: Place;
  /** What is wrong, with the value shown: one printable sentence. */
  readonly message: string;
  /** What to do about it: one or more printable sentences. */
  readonly next: string;
  /** The offending value as text without quotes, printable and shortened. */
  readonly value?: string;
}

export type Severity = 'error' | 'warning';

/** What the finder of a problem knows; the severity follows from the code. */
export interface Problem {
  readonly code: DiagnosticCode;
  readonly place: Place;
  readonly message: string;
  readonly next: string;
  /** The offending value as it is; left out where there is none, as for a missing file. */
  readonly value?: unknown;
}

/** Makes a diagnostic of a problem: looks up the severity and makes every text printable. */
export function diagnostic(problem: Problem): Diagnostic {
  const entry: CatalogueEntry = CATALOGUE[problem.code];
  return {
    code: problem.code,
    severity: entry.severity ?? 'error',
    place: problem.place,
    message: printable(problem.message),
    next: printable(problem.next),
    ...(problem.value === undefined ? {} : { value: valueText(problem.value) }),
  };
}

export function isError(found: Diagnostic): boolean {
  return found.severity === 'error';
}
