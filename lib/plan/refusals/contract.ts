import type { Refusal } from '../plan-document';
import { resourcesOf, text } from './compared-stack';
import type { ComparedStack, Template } from './compared-stack';
import { refuse } from './refusal-catalogue';

/** `/multiplex/northlight/cells/us-1/v1/table-name`. */
const CONTRACT_NAME = /^\/multiplex\/[^/]+\/cells\/[^/]+\/(v[0-9]+\/.+)$/;

const PARAMETER = 'AWS::SSM::Parameter';

/** A value that a cell promises its tenants. */
export interface ContractValue {
  /** `v1/table-name`. */
  readonly name: string;
  readonly logicalId: string;
  readonly value: string;
  /** The resource of the cell that it speaks of; undefined for a plain value. */
  readonly refersTo: string | undefined;
}

/** What the template of a cell promises, by the whole name of the parameter. */
export function contractOf(template: Template): ReadonlyMap<string, ContractValue> {
  const values = new Map<string, ContractValue>();
  for (const [logicalId, { type, properties }] of resourcesOf(template)) {
    const path = text(properties['Name']);
    const name = CONTRACT_NAME.exec(path)?.[1];
    if (type === PARAMETER && name !== undefined) {
      const value = text(properties['Value']);
      const refersTo = /"(?:Ref|Fn::GetAtt)":\[?"([^"]+)"/.exec(value)?.[1];
      values.set(path, { name, logicalId, value, refersTo });
    }
  }
  return values;
}

/** Names of the contract that the parameters of a template's text take: `v1/table-name`, sorted. */
export function contractNamesIn(template: string): readonly string[] {
  const parameters = template.slice(0, template.indexOf('"Resources"'));
  const found = [...parameters.matchAll(/"\/multiplex\/[^"/]+\/cells\/[^"/]+\/(v[0-9]+\/[^"]+)"/g)];
  const names = found.map(([, name = '']) => name).sort();
  const key = names.join('\n');
  const known = LISTS.get(key) ?? (names.length === 0 ? [] : key.split('\n'));
  LISTS.set(key, known);
  return known;
}

/**
 * Lists that were found, one for all stacks that read the same: what is cut from a template keeps all of its text in
 * memory.
 */
const LISTS = new Map<string, readonly string[]>();

/** Values of the contract that a cell's tenants would find changed or gone. */
export function contractRefusals({ stack, before, after, changes }: ComparedStack): readonly Refusal[] {
  const now = contractOf(after);
  const replaced = new Set(
    changes.resources.filter(({ change }) => change.endsWith('replaced')).map(({ logicalId }) => logicalId),
  );
  return [...contractOf(before)].flatMap(([path, { name, logicalId, value, refersTo }]) => {
    const later = now.get(path);
    const place = `Resources.${logicalId}.Properties.Value`;
    if (later === undefined) {
      return refuse(
        'contract-changed',
        stack,
        place,
        `${name} is removed, which tenants of the cell may read.`,
      );
    }
    if (later.value !== value) {
      return refuse('contract-changed', stack, place, `${name} changes from ${value} to ${later.value}.`);
    }
    return refersTo !== undefined && replaced.has(refersTo)
      ? refuse('contract-changed', stack, place, `${name} changes, since ${refersTo} is replaced.`)
      : [];
  });
}
