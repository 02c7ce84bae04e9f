import { breaks, inside } from '../proof';
import type { At } from '../proof';
import { UNREADABLE, textOf } from '../text';
import { isMapping, listOf } from '../template';
import type { Value } from '../template';

/**
 * Conditions of a statement: values by operator and key, both in lower case, as IAM compares keys. All of them must
 * hold for the statement to apply; of the values of one, any.
 */
export type Conditions = ReadonlyMap<string, readonly string[]>;

/** Reads the conditions. What cannot be read is recorded and left out, so that it never narrows a grant. */
export function readConditions(value: Value | undefined, at: At): Conditions {
  const conditions = new Map<string, readonly string[]>();
  if (value === undefined) {
    return conditions;
  }
  if (!isMapping(value)) {
    breaks(at, 'readable-policy', 'the conditions are no mapping of operators');
    return conditions;
  }
  for (const [operator, tests] of Object.entries(value)) {
    if (!isMapping(tests)) {
      breaks(inside(at, operator), 'readable-policy', `the operator ${operator} has no mapping of keys`);
      continue;
    }
    for (const [key, written] of Object.entries(tests)) {
      const name = testName(operator, key);
      const values = listOf(written).map((one) => textOf(one, at.scope));
      if (conditions.has(name)) {
        breaks(
          inside(at, operator),
          'readable-policy',
          `${operator} tests ${key} twice, in different spellings`,
        );
      } else if (values.some((text) => text.includes(UNREADABLE))) {
        breaks(inside(at, operator), 'readable-policy', `a value of ${key} cannot be read`);
      } else {
        conditions.set(name, values);
      }
    }
  }
  return conditions;
}

/** The values that the operator compares the key with; undefined when it is not tested. */
export function valuesOf(
  conditions: Conditions,
  operator: string,
  key: string,
): readonly string[] | undefined {
  return conditions.get(testName(operator, key));
}

/**
 * Whether one of the operators holds the key to values that are all accepted. An operator with `IfExists` or a set
 * operator is another operator: it lets a request without the key pass.
 */
export function isHeldTo(
  conditions: Conditions,
  operators: readonly string[],
  key: string,
  accepts: (value: string) => boolean,
): boolean {
  return operators.some((operator) => {
    const values = valuesOf(conditions, operator, key);
    return values !== undefined && values.length > 0 && values.every(accepts);
  });
}

function testName(operator: string, key: string): string {
  return `${operator} ${key}`.toLowerCase();
}
