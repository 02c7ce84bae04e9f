import type { Edit, Editable, Planting } from './planting';

/** The policies of a cell, by their logical ids. */
export const POLICIES = {
  boundary: 'TenantPoliciesBoundaryC2F74905',
  deploy: 'TenantPoliciesDeployE9AED651',
  execution: 'TenantPoliciesExecution7D1AEC61',
  edge: 'TenantPoliciesExecutionEdge46A5CCBF',
} as const;

type Policy = keyof typeof POLICIES;

export const HOLDER = '${aws:PrincipalTag/multiplex:tenant}';

function statementsOf(edit: Edit, policy: Policy): Editable[] {
  return edit.find(`Resources.${POLICIES[policy]}.Properties.PolicyDocument.Statement`) as Editable[];
}

/** Changes the statement of that name. */
export function changed(
  policy: Policy,
  sid: string,
  changes: Readonly<Record<string, Editable>>,
): Planting['plant'] {
  return (edit) => {
    const statement = statementsOf(edit, policy).find((one) => (one as { Sid: string }).Sid === sid);
    Object.assign(statement as object, changes);
  };
}

/** Replaces a text wherever the statement of that name says it. */
export function rewritten(policy: Policy, sid: string, from: string, to: string): Planting['plant'] {
  return (edit) => {
    const statements = statementsOf(edit, policy);
    const at = statements.findIndex((one) => (one as { Sid: string }).Sid === sid);
    const text = JSON.stringify(statements[at]);
    if (!text.includes(from)) {
      throw new Error(`${sid} does not say ${from}`);
    }
    statements[at] = JSON.parse(text.replaceAll(from, to)) as Editable;
  };
}

export function added(
  policy: Policy,
  action: string,
  resource: string,
  condition?: Editable,
): Planting['plant'] {
  return (edit) => {
    statementsOf(edit, policy).push({
      Effect: 'Allow',
      Action: action,
      Resource: resource,
      ...(condition === undefined ? {} : { Condition: condition }),
    });
  };
}
