import type { PartFacts } from './template-facts';

/** A behaviour of a distribution. */
const BEHAVIOR = /^(Properties\.DistributionConfig\.CacheBehaviors\[[^\]]*\])\.PathPattern$/;

/**
 * What stands in the way of each behaviour of a distribution: CloudFront takes the first whose pattern matches.
 *
 * @returns By the route of each behaviour, the patterns in front of it that match some of its paths too, as JSON.
 */
export function patternsInFront(facts: PartFacts): ReadonlyMap<string, readonly string[]> {
  // Facts are in the order of the template.
  const behaviors = [...facts].flatMap(([path, pattern]) => {
    const route = BEHAVIOR.exec(path)?.[1];
    return route === undefined ? [] : [{ route, pattern: JSON.parse(pattern) as string }];
  });
  return new Map(
    behaviors.map(({ route, pattern }, index) => [
      route,
      behaviors
        .slice(0, index)
        .filter((earlier) => overlap(rooted(earlier.pattern), rooted(pattern)))
        .map((earlier) => earlier.pattern),
    ]),
  );
}

/** Whether some path matches both: `*` stands for any text, and `?` for any character. */
function overlap(a: string, b: string): boolean {
  if (a === '' && b === '') {
    return true;
  }
  if (a.startsWith('*')) {
    return overlap(a.slice(1), b) || (b !== '' && overlap(a, b.slice(1)));
  }
  if (b.startsWith('*')) {
    return overlap(b, a);
  }
  const isSame = a[0] === b[0] || a.startsWith('?') || b.startsWith('?');
  return a !== '' && b !== '' && isSame && overlap(a.slice(1), b.slice(1));
}

/** CloudFront takes `ads/*` for `/ads/*`. */
function rooted(pattern: string): string {
  return pattern.startsWith('/') || pattern.startsWith('*') ? pattern : `/${pattern}`;
}
