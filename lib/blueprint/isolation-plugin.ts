import { readFileSync } from 'node:fs';

import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
} from 'aws-cdk-lib';

/** Something of a template that the isolation of tenants forbids. */
interface IsolationFinding {
  /** Name of the rule that came nearest. */
  readonly rule: string;
  readonly message: string;
  readonly next: string;
  /** Logical id; empty for a part of the template that is no resource. */
  readonly resource: string;
  /** Route from the root of the template. */
  readonly path: string;
}

/** Examines one parsed template. The prover is not the blueprint's: whoever synthesises brings the one of today. */
type FindViolations = (template: unknown) => readonly IsolationFinding[];

/**
 * Fails the synthesis of an app when a template of it breaks isolation. Findings are `fatal`: an `error` could be
 * acknowledged away. The templates are on disk by then, so synthesise to a folder of its own and move it on success.
 */
export class IsolationPlugin implements IPolicyValidationPlugin {
  readonly name = 'multiplex-isolation';
  private readonly find: FindViolations;

  constructor(find: FindViolations) {
    this.find = find;
  }

  validate({ templatePaths }: IPolicyValidationContext): PolicyValidationPluginReport {
    const violations = templatePaths.flatMap((templatePath) =>
      this.find(JSON.parse(readFileSync(templatePath, 'utf8'))).map(
        ({ rule, message, next, resource, path }) => ({
          ruleName: rule,
          description: message,
          fix: next,
          severity: 'fatal',
          violatingResources: [{ resourceLogicalId: resource, templatePath, locations: [path] }],
        }),
      ),
    );
    return { success: violations.length === 0, violations };
  }
}
