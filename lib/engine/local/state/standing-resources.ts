import type { OperationPhase, ResourceRecord, StackRecord } from './stack-record';

/** Resources that are there by a stack's doing: its own, and those that an operation has made or has yet to delete. */
export function standingResources({
  resources,
  operation,
}: StackRecord): readonly (readonly [logicalId: string, resource: ResourceRecord])[] {
  return [...Object.entries(resources), ...inPhase(operation?.phase)];
}

function inPhase(phase: OperationPhase | undefined): readonly (readonly [string, ResourceRecord])[] {
  switch (phase?.kind) {
    case undefined:
      return [];
    case 'rolling-back':
      return phase.steps.flatMap(({ logicalId, after }) =>
        after === undefined ? [] : [[logicalId, after] as const],
      );
    case 'cleaning':
      return phase.deletions.map(({ logicalId, record }) => [logicalId, record] as const);
  }
}
