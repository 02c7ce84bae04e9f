import { invariant } from '../diagnostics/invariant';
import type { RenderedStack } from './rendered-stack';

/** ARNs of the roles that a stack is deployed with, as its manifest names them. */
export interface DeployerRoles {
  /** Taken by whoever deploys. */
  readonly deploy: string;
  /** Taken by CloudFormation. */
  readonly execution: string;
}

/** How the roles are named that `cdk bootstrap` makes, one for all stacks of an account and Region. */
const OF_BOOTSTRAP = ':role/cdk-';

/** The roles of the tenant alone; undefined for a stack that is deployed with those of the bootstrap. */
export function ownDeployerRoles({ artifacts, stackName }: RenderedStack): DeployerRoles | undefined {
  const { [stackName]: stack } = JSON.parse(artifacts) as Readonly<Record<string, Artifact>>;
  const { assumeRoleArn: deploy, cloudFormationExecutionRoleArn: execution } = stack?.properties ?? {};
  invariant(
    deploy !== undefined && execution !== undefined,
    `the manifest of ${stackName} names the roles that it is deployed with`,
  );
  return deploy.includes(OF_BOOTSTRAP) ? undefined : { deploy, execution };
}

interface Artifact {
  readonly properties: {
    readonly assumeRoleArn?: string;
    readonly cloudFormationExecutionRoleArn?: string;
  };
}
