import type { FieldPath } from './field-path';
import { YAML_VALUES_MAX } from '../limits';

/** What is wrong with a parsed YAML value as a structure, and at which path. */
export interface StructureProblem {
  readonly kind: 'cycle' | 'explosion' | 'prototype-key';
  readonly path: FieldPath;
}

/** The first way in which the value is not a plain, finite tree of modest size. */
export function findStructureProblem(value: unknown): StructureProblem | undefined {
  return visit(value, { values: 0, path: [], ancestors: new Set() });
}

interface Walk {
  values: number;
  readonly path: (string | number)[];
  readonly ancestors: Set<object>;
}

function visit(value: unknown, walk: Walk): StructureProblem | undefined {
  walk.values += 1;
  if (walk.values > YAML_VALUES_MAX) {
    return { kind: 'explosion', path: walk.path.slice(0, 1) };
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  if (walk.ancestors.has(value)) {
    return { kind: 'cycle', path: [...walk.path] };
  }
  walk.ancestors.add(value);
  const problem = visitChildren(value, walk);
  walk.ancestors.delete(value);
  return problem;
}

function visitChildren(value: object, walk: Walk): StructureProblem | undefined {
  for (const [key, child] of Object.entries(value)) {
    walk.path.push(Array.isArray(value) ? Number(key) : key);
    const problem: StructureProblem | undefined =
      key === '__proto__' ? { kind: 'prototype-key', path: [...walk.path] } : visit(child, walk);
    if (problem !== undefined) {
      return problem;
    }
    walk.path.pop();
  }
  return undefined;
}
