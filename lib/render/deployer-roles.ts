import { assemblyJson } from './rendered-stack';
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

/** The roles of the tenant alone; undefined for a stack that is deployed with those of the bootstrap, or names none. */
export function ownDeployerRoles({ artifacts, stackName }: RenderedStack): DeployerRoles | undefined {
  // What cannot be rendered any more has no manifest.
  const stacks = JSON.parse(artifacts === '' ? '{}' : artifacts) as Readonly<Record<string, Artifact>>;
  const { assumeRoleArn: deploy, cloudFormationExecutionRoleArn: execution } =
    stacks[stackName]?.properties ?? {};
  return deploy === undefined || execution === undefined || deploy.includes(OF_BOOTSTRAP)
    ? undefined
    : { deploy, execution };
}

/** The same stack, to be deployed with these roles; its files are published as ever. */
export function withDeployerRoles(stack: RenderedStack, { deploy, execution }: DeployerRoles): RenderedStack {
  const { stackName } = stack;
  const artifacts = JSON.parse(stack.artifacts) as Readonly<Record<string, Artifact>>;
  const properties = {
    ...artifacts[stackName]?.properties,
    assumeRoleArn: deploy,
    cloudFormationExecutionRoleArn: execution,
  };
  return {
    ...stack,
    artifacts: assemblyJson({ ...artifacts, [stackName]: { ...artifacts[stackName], properties } }),
  };
}

interface Artifact {
  readonly properties: {
    readonly assumeRoleArn?: string;
    readonly cloudFormationExecutionRoleArn?: string;
  };
}
