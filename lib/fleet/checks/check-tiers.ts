import { diagnostic, type Diagnostic, type Problem } from '../../diagnostics/diagnostic';
import { quoted } from '../../diagnostics/printable';
import { nextStepFor } from '../../diagnostics/suggest';
import type { ReleaseDescriptions } from '../release-description';
import { tierFeatures, type Fleet } from '../fleet';
import type { FleetDraft } from '../fleet-draft';
import type { YamlDocument } from '../yaml/parse-yaml';

/** Checks that there is a tier, that what tiers extend exists and is no circle, and that their features exist. */
export function checkTiers(fleet: FleetDraft, catalogues: ReleaseDescriptions): readonly Diagnostic[] {
  const { document, tierIds } = fleet;
  if (document === undefined) {
    return [];
  }
  if (tierIds?.length === 0) {
    return [
      diagnostic({
        code: 'FLEET-002',
        place: document.locate(['tiers'], 'key'),
        message: 'the fleet has no tier.',
        next: 'Add one, such as "foundational".',
      }),
    ];
  }
  const tiers = fleet.fields.tiers ?? {};
  const features = [...new Set([...catalogues.values()].flatMap(({ features: own }) => Object.keys(own)))];
  return [
    ...Object.keys(tiers).flatMap((tier) => checkExtends(tier, tiers, document, tierIds ?? [])),
    ...circles(tiers).map((route) => circleProblem(route, document)),
    ...Object.keys(tiers).flatMap((tier) => checkGranted(tier, tiers, document, features)),
  ];
}

function checkExtends(
  tier: string,
  tiers: Fleet['tiers'],
  document: YamlDocument,
  tierIds: readonly string[],
): readonly Diagnostic[] {
  const base = tiers[tier]?.extends;
  if (base === undefined || tierIds.includes(base)) {
    return [];
  }
  return [
    diagnostic({
      code: 'FLEET-020',
      place: document.locate(['tiers', tier, 'extends']),
      message: `tier ${quoted(tier)} extends ${quoted(base)}, which is not a tier of this fleet.`,
      next: nextStepFor(
        base,
        tierIds.filter((id) => id !== tier),
      ),
      value: base,
    }),
  ];
}

/** The route of each circle, from the first tier of it that is written and back to it. */
function circles(tiers: Fleet['tiers']): readonly (readonly string[])[] {
  const settled = new Set<string>();
  const found: (readonly string[])[] = [];
  for (const start of Object.keys(tiers)) {
    const route: string[] = [];
    let current: string | undefined = start;
    while (current !== undefined && !settled.has(current) && !route.includes(current)) {
      route.push(current);
      current = Object.hasOwn(tiers, current) ? tiers[current]?.extends : undefined;
    }
    if (current !== undefined && route.includes(current)) {
      found.push([...route.slice(route.indexOf(current)), current]);
    }
    route.forEach((tier) => settled.add(tier));
  }
  return found;
}

function circleProblem(route: readonly string[], document: YamlDocument): Diagnostic {
  const [first = ''] = route;
  return diagnostic({
    code: 'FLEET-021',
    place: document.locate(['tiers', first, 'extends']),
    message: `tiers extend each other in a circle: ${route.join(' → ')}.`,
    next: 'Remove "extends" from one of them.',
    value: first,
  });
}

function checkGranted(
  tier: string,
  tiers: Fleet['tiers'],
  document: YamlDocument,
  known: readonly string[],
): readonly Diagnostic[] {
  const features = tiers[tier]?.features ?? [];
  const base = tiers[tier]?.extends;
  // In a circle a tier would inherit its own features; without itself it does not.
  const others = Object.fromEntries(Object.entries(tiers).filter(([name]) => name !== tier));
  const inherited = base === undefined ? [] : tierFeatures(others, base);
  return features.flatMap((feature, index) => {
    const fault = grantFault(feature, { tier, known, inherited, before: features.slice(0, index) });
    if (fault === undefined) {
      return [];
    }
    const place = document.locate(['tiers', tier, 'features', index]);
    return [diagnostic({ ...fault, place, value: feature })];
  });
}

interface Grant {
  readonly tier: string;
  readonly known: readonly string[];
  readonly inherited: readonly string[];
  readonly before: readonly string[];
}

function grantFault(feature: string, grant: Grant): Pick<Problem, 'code' | 'message' | 'next'> | undefined {
  const { known, before, inherited } = grant;
  const tier = `tier ${quoted(grant.tier)}`;
  if (!known.includes(feature)) {
    const message = `${tier} grants ${quoted(feature)}, which is not a feature of any release.`;
    return { code: 'FLEET-022', message, next: nextStepFor(feature, known) };
  }
  if (before.includes(feature)) {
    const message = `${tier} lists ${quoted(feature)} twice.`;
    return { code: 'FLEET-023', message, next: 'Remove one of the two.' };
  }
  if (inherited.includes(feature)) {
    const message = `${tier} lists ${quoted(feature)}, which it inherits already.`;
    return { code: 'FLEET-024', message, next: 'Remove it here.' };
  }
  return undefined;
}
