import { CloudFormationValidatePlugin } from 'aws-cdk-lib';

import { blueprintApp } from './blueprint';

/** Something that the CDK's rules find wrong with a template. */
export interface TemplateFault {
  /** Name of the rule: `F3002`. */
  readonly rule: string;
  /** What is wrong, and where in the resource. */
  readonly description: string;
  /** Logical ids of the resources that it is about. */
  readonly resources: readonly string[];
  /** Absolute paths of the templates that hold them. */
  readonly templatePaths: readonly string[];
}

/** Loading the rules takes more than a second, and they are the same for every template. */
let rules: CloudFormationValidatePlugin | undefined;

/**
 * What the template validation of the CDK finds wrong with a template: all for which a strict app would fail. Its hints,
 * which it calls warnings, are left out.
 *
 * @param templatePath Absolute path of the template.
 */
export function findTemplateFaults(templatePath: string): readonly TemplateFault[] {
  return findFaultsInTemplates([templatePath]);
}

/** The same of many templates: to look at one more takes a quarter of the time that looking at one takes. */
export function findFaultsInTemplates(templatePaths: readonly string[]): readonly TemplateFault[] {
  rules ??= new CloudFormationValidatePlugin();
  const { violations } = rules.validate({
    templatePaths: [...templatePaths],
    stackTemplates: templatePaths.map((templatePath, index) => ({
      stackConstructPath: `Shape${index}`,
      templatePath,
      accountId: undefined,
      region: undefined,
    })),
    appConstruct: blueprintApp(),
  });
  return violations
    .filter(({ severity }) => severity !== 'warning' && severity !== 'info')
    .map(({ ruleName, description, violatingResources }) => ({
      rule: ruleName,
      description,
      resources: violatingResources.flatMap(({ resourceLogicalId }) => resourceLogicalId ?? []),
      templatePaths: violatingResources.flatMap(({ templatePath }) => templatePath ?? []),
    }));
}
