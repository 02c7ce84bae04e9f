import type { KeyEffect } from './customization-report';
import { shapedResources } from './shaped-resources';
import { withAndWithout } from './trials';
import type { RemovableKey, TenantStackSource, Trials } from './trials';

/**
 * What each key made of a tenant, by its name: found by rendering the tenant with and without it.
 *
 * @param groups Keys that are taken out together.
 * @throws ProblemError when the release must not be rendered with.
 */
export async function keyEffects(
  source: TenantStackSource,
  groups: readonly (readonly RemovableKey[])[],
  trials: Trials,
): Promise<ReadonlyMap<string, KeyEffect>> {
  const effects = new Map<string, KeyEffect>();
  for (const group of groups) {
    const pair = await withAndWithout(source, group, groups.flat(), trials);
    const resources = pair === undefined ? undefined : shapedResources(...pair);
    const names = group.map(({ name }) => name);
    for (const name of names) {
      const others = names.filter((other) => other !== name);
      effects.set(
        name,
        resources === undefined
          ? { kind: 'untried' }
          : resources.length === 0
            ? { kind: 'nothing' }
            : { kind: 'shapes', resources, with: others },
      );
    }
  }
  return effects;
}
