import type { Json } from '../../../plan/value-changes';
import { Refused } from './refused';

/** A template as far as this engine reads it. */
export interface Template {
  readonly Parameters: Readonly<Record<string, TemplateParameter>>;
  readonly Mappings: Readonly<Record<string, Json>>;
  readonly Conditions: Readonly<Record<string, Json>>;
  readonly Rules: Readonly<Record<string, TemplateRule>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs: Readonly<Record<string, TemplateOutput>>;
}

interface TemplateParameter {
  readonly Type: string;
  readonly Default?: string | number;
}

interface TemplateRule {
  readonly RuleCondition?: Json;
  readonly Assertions: readonly { readonly Assert: Json; readonly AssertDescription?: string }[];
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, Json>>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

interface TemplateOutput {
  readonly Value: Json;
  readonly Condition?: string;
}

/** A template of no resources: what is there before a stack is. */
export const EMPTY_TEMPLATE: Template = {
  Parameters: {},
  Mappings: {},
  Conditions: {},
  Rules: {},
  Resources: {},
  Outputs: {},
};

/** Sections that change nothing. */
const WITHOUT_EFFECT = ['AWSTemplateFormatVersion', 'Description', 'Metadata'];

const NO_LOGICAL_ID = /[^A-Za-z0-9]/;

/** @throws Refused when the text is no template that this engine can deploy. */
export function parseTemplate(text: string): Template {
  const document = parseJson(text);
  for (const section of Object.keys(document)) {
    if (!WITHOUT_EFFECT.includes(section) && !Object.hasOwn(EMPTY_TEMPLATE, section)) {
      throw new Refused(`Template format error: the local engine does not know the section ${section}`);
    }
    if (Object.hasOwn(EMPTY_TEMPLATE, section) && !isObject(document[section])) {
      throw new Refused(`Template format error: ${section} is not an object`);
    }
  }
  // Sections are objects by now, and each resource is looked at here; whatever else is wrong is found where it is used.
  const template = { ...EMPTY_TEMPLATE, ...document } as Template;
  if (Object.keys(template.Resources).length === 0) {
    throw new Refused('Template format error: at least one Resources member must be defined.');
  }
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    checkResource(logicalId, resource);
  }
  return template;
}

export function isObject(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as a text: a scalar is written as it is. */
export function jsonText(value: Json | undefined): string {
  if (typeof value === 'string') {
    return value;
  }
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

function parseJson(text: string): Readonly<Record<string, Json>> {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw new Refused('Template format error: the template is not JSON');
  }
  if (!isObject(value)) {
    throw new Refused('Template format error: the template is not an object');
  }
  return value;
}

function checkResource(logicalId: string, resource: TemplateResource): void {
  if (NO_LOGICAL_ID.test(logicalId)) {
    throw new Refused(`Template format error: resource name ${logicalId} is not alphanumeric.`);
  }
  if (typeof resource.Type !== 'string' || !/^[A-Za-z0-9]+::/.test(resource.Type)) {
    throw new Refused(`Template format error: [/Resources/${logicalId}] every resource must have a Type.`);
  }
  const { Properties: properties } = resource;
  if (properties !== undefined && !isObject(properties)) {
    throw new Refused(`Template format error: [/Resources/${logicalId}/Properties] is not an object.`);
  }
}
