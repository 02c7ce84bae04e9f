import type { DiagnosticCode } from './catalogue';
import type { Diagnostic, Severity } from './diagnostic';
import { comparePlaces, placeText } from './place';
import { printable } from './printable';

/** One line: `<place> <code> <message> <next>`, with `warning` before the code of one. No control character survives. */
export function diagnosticText(found: Diagnostic): string {
  const code = found.severity === 'warning' ? `warning ${found.code}` : found.code;
  return printable(`${placeText(found.place)} ${code} ${found.message} ${found.next}`);
}

/** A diagnostic as one flat object, for `--json`. `line` and `column` count from 1. */
export interface DiagnosticJson {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly value?: string;
  readonly message: string;
  readonly next: string;
}

/** The flat form of a diagnostic; keys that do not apply are absent. */
export function diagnosticJson(found: Diagnostic): DiagnosticJson {
  const { file, line, column } = found.place;
  return {
    code: found.code,
    severity: found.severity,
    file: printable(file),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(found.value === undefined ? {} : { value: found.value }),
    message: found.message,
    next: found.next,
  };
}

/** A copy ordered by place, then code, then message, so that two runs print the same list. */
export function sortDiagnostics(found: readonly Diagnostic[]): Diagnostic[] {
  return [...found].sort(
    (a, b) =>
      comparePlaces(a.place, b.place) || compareText(a.code, b.code) || compareText(a.message, b.message),
  );
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
