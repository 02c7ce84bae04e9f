import { namespaceOf } from './namespace';
import type { Namespace } from './namespace';
import type { Subject } from './subject';
import { isMapping, mappingAt, member } from './template';
import type { Mapping, Template } from './template';

/** What a value of a template may refer to, and whose template it is. */
export interface Scope {
  readonly subject: Subject;
  readonly names: Namespace;
  readonly resources: Mapping;
  /** What a parameter of the template stands for, by its logical id: `⟨cell:table-name⟩`. */
  readonly contract: ReadonlyMap<string, string>;
  /** The ARN of the cell's table, as a text. */
  readonly tableArn: string;
  /** Resources that texts were found to name: a policy says the same ARN for many actions. */
  readonly named: Map<string, OwnResource | undefined>;
  readonly witness: Witnessing;
}

/** What a proof records: all that was found, or only what is wrong. */
export type Witnessing = 'all' | 'violations';

/** A resource of the same stack that an ARN names, or names something within. */
export interface OwnResource {
  readonly id: string;
  readonly type: string;
}

/** The type of parameter that CloudFormation reads from SSM when it deploys. */
export const SSM_PARAMETER = 'AWS::SSM::Parameter::Value<String>';

const CONTRACT_NAME = /^v([0-9]+)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/;

export function makeScope(template: Template, subject: Subject, witness: Witnessing = 'all'): Scope {
  const names = namespaceOf(subject);
  const { account, region } = subject.cell;
  return {
    subject,
    names,
    resources: mappingAt(template, 'Resources'),
    contract: contractOf(template, names),
    tableArn: `arn:aws:dynamodb:${region}:${account}:table/${contractText('table-name')}`,
    named: new Map(),
    witness,
  };
}

/** The type of a resource of the template; undefined when there is no such resource. */
export function typeOf(id: string, scope: Scope): string | undefined {
  const type = member(member(scope.resources, id), 'Type');
  return typeof type === 'string' ? type : undefined;
}

/** `⟨cell:table-name⟩`: how a text shows a value of the contract. A later version of it is another value. */
export function contractText(name: string): string {
  return `⟨cell:${name}⟩`;
}

/** The name of the contract's value that the SSM parameter holds: `table-name`, `v2/table-name`. */
export function contractName(parameter: string, { contractPath }: Namespace): string | undefined {
  const [, version, name] = parameter.startsWith(contractPath)
    ? (CONTRACT_NAME.exec(parameter.slice(contractPath.length)) ?? [])
    : [];
  return name === undefined ? undefined : version === '1' ? name : `v${version}/${name}`;
}

function contractOf(template: Template, names: Namespace): ReadonlyMap<string, string> {
  const contract = new Map<string, string>();
  for (const [id, parameter] of Object.entries(mappingAt(template, 'Parameters'))) {
    const path =
      isMapping(parameter) && parameter['Type'] === SSM_PARAMETER ? parameter['Default'] : undefined;
    const name = typeof path === 'string' ? contractName(path, names) : undefined;
    if (name !== undefined) {
      contract.set(id, contractText(name));
    }
  }
  return contract;
}
