import type { Diagnostic } from '../diagnostics/diagnostic';
import { diagnosticText } from '../diagnostics/render';
import { plural } from './plural';

/** One line a problem and a line that counts them; nothing when there are none. */
export function problemList(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) {
    return '';
  }
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const counts = [
    ...(errors === 0 ? [] : [plural(errors, 'error')]),
    ...(warnings === 0 ? [] : [plural(warnings, 'warning')]),
  ];
  return `${diagnostics.map(diagnosticText).join('\n')}\n\n${counts.join(', ')}.\n`;
}
