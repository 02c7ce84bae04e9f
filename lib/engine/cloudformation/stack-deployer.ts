import { ownDeployerRoles, withDeployerRoles } from '../../render/deployer-roles';
import type { RenderedStack } from '../../render/rendered-stack';
import { bootstrapRoleArn } from './bootstrap-roles';
import type { PutChange } from './put-stack';
import type { Connections, StackCalls } from './stack-calls';
import { findStack, originalTemplate } from './stack-look';
import { phaseOf } from './stack-status';

/** Who changes a stack: calls under the deploy role, and the stack with the roles that its change set names. */
interface StackDeployer {
  readonly calls: StackCalls;
  readonly rendered: RenderedStack;
}

/** What a role of a tenant may at most hold. Only the stack of a tenant with deployers of its own has such a role. */
const BOUNDARY = /"PermissionsBoundary": *("[^"]+")/;

/**
 * The roles of the tenant where the manifest names some, and otherwise those of the bootstrap. These also make the one
 * change by which a stack that they made comes to the tenant's: what it gives up then has names that the tenant's roles
 * do not reach.
 */
export async function deployerOf(connections: Connections, change: PutChange): Promise<StackDeployer> {
  const { rendered, stackName } = change;
  const own = ownDeployerRoles(rendered);
  if (own === undefined) {
    return { calls: await connections.stacks(change), rendered };
  }
  const calls = await connections.stacks(change, own.deploy);
  const stack = await findStack(calls, stackName);
  if (stack === undefined || phaseOf(stack.StackStatus) === 'absent') {
    return { calls, rendered };
  }
  if (isMadeByOwn(await originalTemplate(calls, { StackName: stack.StackId }), rendered)) {
    return { calls, rendered };
  }
  const bootstrap = {
    deploy: bootstrapRoleArn(change, 'deploy'),
    execution: bootstrapRoleArn(change, 'cfn-exec'),
  };
  return { calls: await connections.stacks(change), rendered: withDeployerRoles(rendered, bootstrap) };
}

function isMadeByOwn(deployed: string, { template }: RenderedStack): boolean {
  const [, boundary] = BOUNDARY.exec(template) ?? [];
  return boundary === undefined || deployed.includes(boundary);
}
