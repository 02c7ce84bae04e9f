import type { Diagnostic } from './diagnostic';
import { diagnosticText } from './render';

/**
 * Problems of the world's that were found where no value can carry them out, such as while something is loaded. Whoever
 * runs commands prints them as any others.
 */
export class ProblemError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(diagnosticText).join('\n'));
    this.name = 'ProblemError';
    this.diagnostics = diagnostics;
  }
}
