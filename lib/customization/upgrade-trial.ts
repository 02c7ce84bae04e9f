import type { Interaction } from './customization-report';
import { propertyInteractions } from './property-interactions';
import { shapedPlaces } from './shaped-resources';
import { separableKeys, settingsOf, withAndWithout, withoutKeys } from './trials';
import type { RemovableKey, TenantStackSource, Trials } from './trials';

/** What was found of one key. */
export interface TriedKey {
  readonly interactions: readonly Interaction[];
  readonly harmless: readonly string[];
}

/** What an upgrade does to the keys of a tenant, by their names; or why it cannot be had without any of them. */
export type UpgradeTrial =
  | { readonly kind: 'tried'; readonly keys: ReadonlyMap<string, TriedKey> }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

export interface UpgradeQuestion {
  /** The tenant at the release that it has, and at the other. */
  readonly before: TenantStackSource;
  readonly after: TenantStackSource;
  /** Every key that it could do without. */
  readonly written: readonly RemovableKey[];
  /** Those of them that are asked about. */
  readonly asked: readonly RemovableKey[];
  readonly isOwn: (leaf: string) => boolean;
}

/**
 * Renders the tenant at both releases, with each key and without it. Keys that the later release refuses are left out of
 * all the others' renders.
 *
 * @throws ProblemError when a release must not be rendered with.
 */
export async function tryUpgrade(question: UpgradeQuestion, trials: Trials): Promise<UpgradeTrial> {
  const { before, after, written, asked, isOwn } = question;
  const refused = refusedKeys(question, trials);
  if (refused === undefined) {
    return { kind: 'refused', problems: messages(after, trials) };
  }
  const [old, upgraded] = [withoutKeys(before, refused), withoutKeys(after, refused)];
  const keys = new Map<string, TriedKey>();
  for (const { name } of refused) {
    const others = refused.filter((key) => key.name !== name);
    const problems = messages(withoutKeys(after, others), trials);
    keys.set(name, { interactions: [{ kind: 'refused', problems }], harmless: [] });
  }
  const left = asked.filter((key) => !refused.includes(key));
  for (const group of separableKeys(old, left, trials)) {
    const inner = settingsOf(group, written);
    const spokenFor = new Set([
      ...(await placesOf(inner, before, trials)),
      ...(await placesOf(inner, upgraded, trials)),
    ]);
    const oldPair = await withAndWithout(old, group, left, trials);
    const newPair = await withAndWithout(upgraded, group, left, trials);
    const found: TriedKey =
      oldPair === undefined || newPair === undefined
        ? UNTRIED
        : propertyInteractions([...oldPair, ...newPair], isOwn, spokenFor);
    group.forEach(({ name }) => keys.set(name, found));
  }
  return { kind: 'tried', keys };
}

/** What keys shape, place by place; nothing where they cannot be left out. */
async function placesOf(
  keys: readonly RemovableKey[],
  source: TenantStackSource,
  trials: Trials,
): Promise<readonly string[]> {
  if (keys.length === 0) {
    return [];
  }
  const [without, within] = [await trials.facts(withoutKeys(source, keys)), await trials.facts(source)];
  return without === undefined || within === undefined ? [] : shapedPlaces(without, within);
}

const UNTRIED: TriedKey = { interactions: [{ kind: 'untried' }], harmless: [] };

/**
 * The fewest keys without which the release takes the tenant; undefined where it takes it in no way. Keys that go together
 * are put back together.
 */
function refusedKeys(
  { before, after, written }: UpgradeQuestion,
  trials: Trials,
): readonly RemovableKey[] | undefined {
  if (trials.isSound(after)) {
    return [];
  }
  if (!trials.isSound(withoutKeys(after, written))) {
    return undefined;
  }
  return separableKeys(before, written, trials).reduce((refused, group) => {
    const fewer = refused.filter((key) => !group.includes(key));
    return trials.isSound(withoutKeys(after, fewer)) ? fewer : refused;
  }, written);
}

function messages(source: TenantStackSource, trials: Trials): readonly string[] {
  return trials.problems(source).map(({ message }) => message);
}
