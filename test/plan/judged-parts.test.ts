import { join } from 'node:path';

import { judgedParts } from '../../lib/plan/judged-parts';
import type { JudgedParts } from '../../lib/plan/judged-parts';
import { mapping } from '../../lib/plan/refusals/compared-stack';
import type { Template } from '../../lib/plan/refusals/compared-stack';
import { changeRefusals } from '../../lib/plan/refusals/stack-refusals';
import { resourceChanges } from '../../lib/plan/resource-changes';
import type { TemplateChanges } from '../../lib/plan/resource-changes';
import type { Refusal } from '../../lib/plan/plan-document';
import type { StackSide } from '../../lib/plan/stack-pair';
import type { Json } from '../../lib/plan/value-changes';
import { renderFleet } from '../../lib/render/render-fleet';
import { SeededRandom } from '../bench/fleet/seeded-random';
import { exampleFleet, PROJECT } from '../render/example-fleet';

const SEED = 11;
const ROUNDS = 300;

function refusalsOf(changes: TemplateChanges, parts: JudgedParts): readonly Refusal[] {
  const side: Pick<StackSide, 'release' | 'cell' | 'environment'> = {
    release: '2026.11.0',
    cell: 'us-1',
    environment: 'aws://111122223333/us-east-1',
  };
  const pair = { stack: 'tenants/x', before: side as StackSide, after: side as StackSide };
  const owners = new Map([['watch.example', 'tenants/y']]);
  return changeRefusals({ pair, stack: pair.stack, ...parts, changes }, owners);
}

/** Undefined for what is so broken that it cannot be compared. */
function changesOf(before: Template, after: Template): TemplateChanges | undefined {
  try {
    return resourceChanges(before, after);
  } catch {
    return undefined;
  }
}

/** Every place of a value that can be changed: the routes to members of mappings and items of lists. */
function routes(value: Json, route: readonly string[] = []): readonly (readonly string[])[] {
  const own = route.length === 0 ? [] : [route];
  return typeof value === 'object' && value !== null
    ? [...own, ...Object.entries(value).flatMap(([key, part]) => routes(part, [...route, key]))]
    : own;
}

function at(value: Json, route: readonly string[]): Json {
  return route.reduce<Json>((found, key) => (found as Record<string, Json>)[key] ?? null, value);
}

/** One mistake or change that somebody could make: something goes, is another value, or is what stands elsewhere. */
function changed(template: Template, random: SeededRandom): Template {
  const copy = JSON.parse(JSON.stringify(template)) as Record<string, Json>;
  const all = routes(copy['Resources'] ?? {});
  const route = random.pick(all);
  const parent = at(copy['Resources'] ?? {}, route.slice(0, -1)) as Record<string, Json>;
  const key = route.at(-1) ?? '';
  switch (random.integer(0, 4)) {
    case 0:
      if (Array.isArray(parent)) {
        parent.splice(Number(key), 1);
      } else {
        delete parent[key];
      }
      break;
    case 1:
      parent[key] = random.pick<Json>(['*', 'other', 'watch.example', false, 'Delete', [], {}, { Ref: 'X' }]);
      break;
    case 2:
      parent[key] = at(mapping(template['Resources']), random.pick(all));
      break;
    case 3: {
      const id = route[0] ?? '';
      (copy['Resources'] as Record<string, Json>)[`${id}Copy`] = mapping(copy['Resources'])[id] ?? null;
      break;
    }
    default:
      delete (copy['Resources'] as Record<string, Json>)[route[0] ?? ''];
  }
  return copy;
}

test(`parts of templates are refused for as the whole templates are (seed ${SEED})`, async () => {
  const { fleet } = await exampleFleet();
  const stacks = await renderFleet(fleet, {
    rootFolder: PROJECT,
    cacheFolder: join(PROJECT, '.multiplex', 'test'),
  });
  const templates = stacks.map(({ template }) => JSON.parse(template) as Template);
  const random = new SeededRandom(SEED);
  const names = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const template = random.pick(templates);
    const edits = Array.from({ length: random.integer(1, 4) });
    const edited = edits.reduce<Template>((one) => changed(one, random), template);
    const [before, after] = random.chance(0.5) ? [template, edited] : [edited, template];
    const changes = changesOf(before, after);
    if (changes === undefined) {
      continue;
    }
    const whole: readonly Refusal[] = refusalsOf(changes, { before, after });
    expect(refusalsOf(changes, judgedParts(before, after))).toEqual(whole);
    whole.forEach(({ refusal }) => names.add(refusal));
  }
  expect([...names].sort()).toEqual([
    'contract-changed',
    'data-removed',
    'data-replaced',
    'host-removed',
    'permission-widened',
    'protection-removed',
  ]);
});
