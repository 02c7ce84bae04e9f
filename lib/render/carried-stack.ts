import type { ShapeOutput } from '../release/shape-output';
import { assemblyJson } from './rendered-stack';
import type { RenderedStack } from './rendered-stack';

/** What a release carries of a stack beside its template: the same as the stack has, with its texts taken apart. */
type Packaging = Pick<RenderedStack, 'displayName' | 'stackName' | 'archives' | 'manifestVersion'> & {
  readonly assets: object;
  readonly artifacts: object;
};

/** A stack as a release carries it. */
export function outputOf(stack: RenderedStack): ShapeOutput {
  const { template, digest, displayName, stackName, archives, manifestVersion } = stack;
  const packaging: Packaging = {
    displayName,
    stackName,
    archives,
    manifestVersion,
    assets: JSON.parse(stack.assets) as object,
    artifacts: JSON.parse(stack.artifacts) as object,
  };
  return { template, digest, packaging: JSON.stringify(packaging) };
}

/** The stack that a release carries. */
export function carriedStack({ template, digest, packaging }: ShapeOutput): RenderedStack {
  const { displayName, stackName, archives, manifestVersion, assets, artifacts } = JSON.parse(
    packaging,
  ) as Packaging;
  const { Resources: resources } = JSON.parse(template) as { readonly Resources: object };
  return {
    displayName,
    stackName,
    template,
    digest,
    resourceCount: Object.keys(resources).length,
    assets: assemblyJson(assets),
    archives,
    artifacts: assemblyJson(artifacts),
    manifestVersion,
  };
}
