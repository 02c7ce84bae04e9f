import { contractName } from './scope';
import type { Scope } from './scope';
import { textOf } from './text';
import { isMapping, mappingAt } from './template';

/** What a cell's stack promises under each name of the contract: `table-name` → `⟨Table⟩`. */
export function cellValues(scope: Scope): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const resource of Object.values(scope.resources)) {
    if (isMapping(resource) && resource['Type'] === 'AWS::SSM::Parameter') {
      const properties = mappingAt(resource, 'Properties');
      const name = contractName(textOf(properties['Name'], scope), scope.names);
      if (name !== undefined) {
        values.set(name, textOf(properties['Value'], scope));
      }
    }
  }
  return values;
}
