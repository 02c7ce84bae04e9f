import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

import { blueprintApp } from '../../lib/blueprint/blueprint';
import { CellStack } from '../../lib/blueprint/cell/cell-stack';
import type { CellInput, TenantInput } from '../../lib/blueprint/input';
import { TenantStack } from '../../lib/blueprint/tenant/tenant-stack';

/** One resource of a template, as far as tests look into it. */
export interface SynthesizedResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface SynthesizedTemplate {
  readonly Parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly Resources: Readonly<Record<string, SynthesizedResource>>;
  readonly Outputs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export function tenantTemplate(input: TenantInput): Template {
  return Template.fromStack(new TenantStack(blueprintApp(), input));
}

export function cellTemplate(input: CellInput): Template {
  return Template.fromStack(new CellStack(blueprintApp(), input));
}

export function json(template: Template): SynthesizedTemplate {
  return template.toJSON() as SynthesizedTemplate;
}

/** The resources of one type, in the order of the template. */
export function ofType(template: Template, type: string): readonly SynthesizedResource[] {
  return Object.values(json(template).Resources).filter((resource) => resource.Type === type);
}

/** An app like the blueprint's in which the strict rules of the built-in template validation fail the synthesis. */
export function strictApp(): App {
  return new App({
    analyticsReporting: false,
    builtinCloudFormationValidation: true,
    context: {
      '@aws-cdk/core:validateAgainstDefaultRules': true,
      '@aws-cdk/core:enablePartitionLiterals': true,
    },
  });
}
