import type { Diagnostic } from '../diagnostics/diagnostic';
import type { ConfigurationKey } from '../plan/causes/configuration-key';
import type { StackSource, TenantSource } from '../plan/causes/fleet-source';
import type { RenderVariant } from '../plan/causes/stack-causes';
import type { Variant, Variants } from '../plan/causes/variant';
import { TemplateFacts } from './template-facts';

/** Most templates that are kept taken apart: those of one tenant. */
const TEMPLATES_KEPT = 32;

/** What tries tenants out: checks, and renders at the release that they pin. */
export interface TrialPorts {
  readonly variants: Pick<Variants, 'problems' | 'resolve'>;
  /** A text that is equal for tenants of which the blueprint is told the same. */
  readonly inputOf: (variant: Variant) => string;
  readonly render: RenderVariant;
}

/** The source of a tenant's stack. */
export type TenantStackSource = StackSource & { readonly tenant: TenantSource };

/** A key as something that can be taken out of a tenant's file. */
export type RemovableKey = Pick<ConfigurationKey, 'take'> & { readonly name: string };

/** Tries tenants with and without some of what they write. */
export class Trials {
  readonly #ports: TrialPorts;
  /** Of the tenant that is being tried; it is looked at again for every key. */
  readonly #known = new Map<string, TemplateFacts>();

  constructor(ports: TrialPorts) {
    this.#ports = ports;
  }

  isSound(source: TenantStackSource): boolean {
    return this.#resolve(source) !== undefined;
  }

  problems(source: TenantStackSource): readonly Diagnostic[] {
    return this.#ports.variants.problems(source);
  }

  /** What the blueprint is told; undefined where the source is not sound. */
  inputOf(source: TenantStackSource): string | undefined {
    const variant = this.#resolve(source);
    return variant === undefined ? undefined : this.#ports.inputOf(variant);
  }

  /**
   * The template as single values; undefined where the source is not sound.
   *
   * @throws ProblemError when the release must not be rendered with.
   */
  async facts(source: TenantStackSource): Promise<TemplateFacts | undefined> {
    const variant = this.#resolve(source);
    if (variant?.tenant === undefined) {
      return undefined;
    }
    const { template, digest } = await this.#ports.render(variant);
    const facts = this.#known.get(digest) ?? new TemplateFacts(template, variant.tenant.release);
    if (this.#known.size >= TEMPLATES_KEPT) {
      this.#known.clear();
    }
    this.#known.set(digest, facts);
    return facts;
  }

  #resolve(source: TenantStackSource): Variant | undefined {
    return this.#ports.variants.resolve(source, '');
  }
}

/** The same tenant with nothing in the place of these keys. */
export function withoutKeys(source: TenantStackSource, keys: readonly RemovableKey[]): TenantStackSource {
  const bare: StackSource = { ...source, tenant: { ...source.tenant, value: {} } };
  const { tenant = source.tenant, ...rest } = keys.reduce<StackSource>(
    (left, key) => key.take(left, bare),
    source,
  );
  return { ...rest, tenant };
}

/**
 * The keys in groups of those that go together: each by itself where the tenant is sound without it, and all others in
 * one, as host names and the certificate for them.
 */
export function separableKeys(
  source: TenantStackSource,
  keys: readonly RemovableKey[],
  trials: Pick<Trials, 'isSound'>,
): readonly (readonly RemovableKey[])[] {
  const alone = keys.filter((key) => trials.isSound(withoutKeys(source, [key])));
  const others = keys.filter((key) => !alone.includes(key));
  return [...alone.map((key) => [key]), ...(others.length === 0 ? [] : [others])];
}

/**
 * The tenant with these keys, and the tenant without them. What lies inside one of them is in neither: a feature and a
 * setting of it each speak for themselves.
 */
export async function withAndWithout(
  source: TenantStackSource,
  group: readonly RemovableKey[],
  all: readonly RemovableKey[],
  trials: Trials,
): Promise<readonly [without: TemplateFacts, within: TemplateFacts] | undefined> {
  const inner = settingsOf(group, all);
  const without = await trials.facts(withoutKeys(source, [...group, ...inner]));
  const within = await trials.facts(withoutKeys(source, inner));
  return without === undefined || within === undefined ? undefined : [without, within];
}

/** Those keys that lie inside one of a group: the settings of a feature that can be left out by themselves. */
export function settingsOf(
  group: readonly RemovableKey[],
  keys: readonly RemovableKey[],
): readonly RemovableKey[] {
  return keys.filter(({ name }) => group.some((key) => name.startsWith(`${key.name}.`)));
}
