import type { AccessInput, CellInput, TenantInput } from '../blueprint/input';
import { invariant } from '../diagnostics/invariant';
import { ProblemError } from '../diagnostics/problem-error';
import { isolationDiagnostics } from '../isolation/findings';
import type { Proof } from '../isolation/proof';
import { proveAccessShape, proveCellShape, proveTenantShape } from '../isolation/prove-stack';
import type { Template } from '../isolation/template';
import type { Blueprint, Release } from '../release/release';
import { carriedStack } from './carried-stack';
import { checkMadeShape } from './check-made-shape';
import { accessDisplayName, cellDisplayName, templateFile, tenantDisplayName } from './rendered-stack';
import type { RenderedStack } from './rendered-stack';
import { markedInput } from './shape/marked-input';
import type { ShapeSource } from './shape/shape-book';
import { synthesizeStack } from './synthesize-stack';

/** Real synthesis of a tenant's stack: the reference that stamping is compared with. */
export function synthesizerOfTenants(blueprint: Blueprint): (input: TenantInput) => RenderedStack {
  return (input) =>
    synthesizeStack(tenantDisplayName(input.tenant.id), (outdir) =>
      blueprint.synthesizeTenant(input, outdir),
    );
}

/** Real synthesis of a cell's stack: the reference that stamping is compared with. */
export function synthesizerOfCells(blueprint: Blueprint): (input: CellInput) => RenderedStack {
  return (input) =>
    synthesizeStack(cellDisplayName(input.cell.id), (outdir) => blueprint.synthesizeCell(input, outdir));
}

/** Where the shapes of a release's tenants come from. Whoever is stamped from one can reach no other tenant. */
export function tenantShapes(release: Release): ShapeSource {
  return {
    digest: `tenant ${release.digest}`,
    make: async (marked) => {
      // A marked input has the structure of the one that it was made from.
      const input = marked as object as TenantInput;
      const carried = release.carried({ kind: 'tenant', input });
      return carried === undefined
        ? synthesizerOfTenants(await release.loadBlueprint())(input)
        : carriedStack(carried);
    },
    check: async ({ marked, stamped, input }) => {
      await checkMadeShape(release, { markedDigest: marked.digest, first: stamped });
      const facts = markedInput(input).input as object as TenantInput;
      refuse(proveTenantShape(templateOf(marked), facts), stamped);
    },
  };
}

/** Where the shapes of a release's cells come from. */
export function cellShapes(release: Release): ShapeSource {
  return {
    digest: `cell ${release.digest}`,
    make: async (marked) => {
      const input = marked as object as CellInput;
      const carried = release.carried({ kind: 'cell', input });
      return carried === undefined
        ? synthesizerOfCells(await release.loadBlueprint())(input)
        : carriedStack(carried);
    },
    check: async ({ marked, stamped, input }) => {
      await checkMadeShape(release, { markedDigest: marked.digest, first: stamped });
      const facts = markedInput(input).input as object as CellInput;
      refuse(proveCellShape(templateOf(marked), facts), stamped);
    },
  };
}

/** Real synthesis of the stack of a tenant's deployers: the reference that stamping is compared with. */
export function synthesizerOfAccess({ synthesizeAccess }: Blueprint): (input: AccessInput) => RenderedStack {
  invariant(synthesizeAccess !== undefined, 'a cell has access only at a release that knows of it');
  return (input) =>
    synthesizeStack(accessDisplayName(input.tenant.id), (outdir) => synthesizeAccess(input, outdir));
}

/** Where the shapes of the roles come from that tenants are deployed with. */
export function accessShapes(release: Release): ShapeSource {
  return {
    digest: `access ${release.digest}`,
    // They are few and small, so no release carries them.
    make: async (marked) =>
      synthesizerOfAccess(await release.loadBlueprint())(marked as object as AccessInput),
    check: ({ marked, stamped, input }) => {
      const facts = markedInput(input).input as object as AccessInput;
      refuse(proveAccessShape(templateOf(marked), facts), stamped);
      return Promise.resolve();
    },
  };
}

/** @throws ProblemError when the proof has a violation. */
function refuse(proof: Proof, { stackName }: RenderedStack): void {
  const found = isolationDiagnostics(proof, templateFile(stackName));
  if (found.length > 0) {
    throw new ProblemError(found);
  }
}

function templateOf({ template }: RenderedStack): Template {
  return JSON.parse(template) as Template;
}
