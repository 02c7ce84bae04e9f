import type { Json } from '../../../plan/value-changes';
import type { Parameters, ResourceRecord, StackAddress } from '../state/stack-record';
import { evaluate } from '../template/evaluate';
import type { Scope } from '../template/evaluate';
import { Refused } from '../template/refused';
import { isObject } from '../template/template';
import type { Template, TemplateResource } from '../template/template';
import type { Existing, Properties } from './resource-type';
import { isCustom, resourceType } from './resource-types';

/** A template with values: parameters as they were read, and the resources that are there so far. */
export interface StackState {
  readonly address: StackAddress;
  readonly stackId: string;
  readonly template: Template;
  readonly parameters: Parameters;
  readonly resources: ReadonlyMap<string, ResourceRecord>;
}

/** The values of what a stack's template says. */
export class StackView implements Scope {
  readonly state: StackState;
  private readonly conditions = new Map<string, boolean>();

  constructor(state: StackState) {
    this.state = state;
  }

  get mappings(): Template['Mappings'] {
    return this.state.template.Mappings;
  }

  /** @throws Refused when a property refers to what is not there. */
  properties(logicalId: string): Properties {
    const { Properties: properties = {} } = this.resource(logicalId);
    const value = evaluate(properties, this);
    return isObject(value) ? value : {};
  }

  /** A resource that is there, with its properties. */
  existing(logicalId: string): Existing | undefined {
    const record = this.state.resources.get(logicalId);
    return record === undefined ? undefined : new LazyResource(this, logicalId, record.physicalId);
  }

  /** Whether the template wants it, by its condition. */
  wants({ Condition: condition }: Pick<TemplateResource, 'Condition'>): boolean {
    return condition === undefined || this.condition(condition);
  }

  resource(logicalId: string): TemplateResource {
    const resource = this.state.template.Resources[logicalId];
    if (resource === undefined) {
      throw new Refused(`Template error: there is no resource ${logicalId}`);
    }
    return resource;
  }

  outputs(): Readonly<Record<string, string>> {
    const outputs = Object.entries(this.state.template.Outputs).filter(([, output]) => this.wants(output));
    return Object.fromEntries(
      outputs.map(([name, { Value: value }]) => [name, outputText(evaluate(value, this))]),
    );
  }

  ref(name: string): Json | undefined {
    return (
      this.state.parameters[name] ?? this.state.resources.get(name)?.physicalId ?? this.pseudoParameter(name)
    );
  }

  attribute(logicalId: string, name: string): Json {
    const record = this.state.resources.get(logicalId);
    if (record === undefined) {
      throw new Refused(`Template error: Unresolved resource dependencies [${logicalId}]`);
    }
    if (isCustom(record.type)) {
      const value = record.data?.[name];
      if (value === undefined) {
        throw new Refused(
          `CustomResource attribute error: Vendor response doesn't contain ${name} attribute`,
        );
      }
      return value;
    }
    const attribute = resourceType(record.type).attributes[name];
    const existing = this.existing(logicalId);
    if (attribute === undefined || existing === undefined) {
      throw new Refused(`Template error: resource ${logicalId} does not support attribute type ${name} here`);
    }
    return attribute(existing);
  }

  condition(name: string): boolean {
    const known = this.conditions.get(name);
    if (known !== undefined) {
      return known;
    }
    const condition = this.state.template.Conditions[name];
    if (condition === undefined) {
      throw new Refused(`Template format error: Unresolved condition dependency ${name}`);
    }
    const value = evaluate(condition, this) === true;
    this.conditions.set(name, value);
    return value;
  }

  private pseudoParameter(name: string): string | undefined {
    const { address, stackId } = this.state;
    switch (name) {
      case 'AWS::AccountId':
        return address.account;
      case 'AWS::Region':
        return address.region;
      case 'AWS::StackName':
        return address.stackName;
      case 'AWS::StackId':
        return stackId;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      default:
        return undefined;
    }
  }
}

/** Most attributes follow from the physical id alone, so properties are evaluated when they are asked for. */
class LazyResource implements Existing {
  readonly physicalId: string;
  private readonly view: StackView;
  private readonly logicalId: string;
  private evaluated: Properties | undefined;

  constructor(view: StackView, logicalId: string, physicalId: string) {
    this.view = view;
    this.logicalId = logicalId;
    this.physicalId = physicalId;
  }

  get address(): StackAddress {
    return this.view.state.address;
  }

  get properties(): Properties {
    this.evaluated ??= this.view.properties(this.logicalId);
    return this.evaluated;
  }
}

function outputText(value: Json | undefined): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  throw new Refused('Template format error: the Value of every Output must be a string.');
}
