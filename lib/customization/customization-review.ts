import { invariant } from '../diagnostics/invariant';
import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import type { Fleet, Tenant } from '../fleet/fleet';
import type { ReleaseDescriptions } from '../fleet/release-description';
import { compareReleases } from '../fleet/release-version';
import { featureSchema } from '../fleet/schema/feature-schema';
import { tenantKey } from '../plan/causes/configuration-key';
import type { FleetSource, JsonMapping } from '../plan/causes/fleet-source';
import { isMapping } from '../plan/value-changes';
import { clientMessage } from './client-message';
import type { KeyEffect, TenantCustomizations, TenantUpgrade } from './customization-report';
import { keyEffects } from './key-effects';
import { ownValues, patternOf } from './sharing';
import { separableKeys, Trials, withoutKeys } from './trials';
import type { RemovableKey, TenantStackSource, TrialPorts } from './trials';
import { tryUpgrade } from './upgrade-trial';
import type { UpgradeTrial } from './upgrade-trial';
import { upgradedFleet, upgradedKeys, upgradedTenant } from './upgraded-keys';
import { isCustomized, keyName, writtenKeys } from './written-keys';
import type { TenantDefaults, WrittenKey } from './written-keys';

export interface CustomizationReviewProps {
  readonly fleet: Fleet;
  readonly source: FleetSource;
  readonly catalogues: ReleaseDescriptions;
  readonly ports: TrialPorts;
  /** Of an upgrade that is asked about; one that was cut. @default only what is there is told */
  readonly release?: string;
}

/** One tenant, as it is looked at. */
interface Subject {
  readonly tenant: Tenant;
  readonly source: TenantStackSource;
  readonly written: readonly WrittenKey[];
  /** In the order of what is written. */
  readonly newDefaults: readonly WrittenKey['default'][];
}

/** What tenants set, and what an upgrade does to it. Tenants whose settings come to the same share the answer. */
export class CustomizationReview {
  readonly #props: CustomizationReviewProps;
  readonly #trials: Trials;
  /** Whether the blueprint is told of a key, by its name. */
  readonly #told = new Map<string, boolean>();
  readonly #effects = new Map<string, ReadonlyMap<string, KeyEffect>>();
  readonly #upgrades = new Map<string, UpgradeTrial>();
  readonly #upgradedFleet: JsonMapping;

  constructor(props: CustomizationReviewProps) {
    this.#props = props;
    this.#trials = new Trials(props.ports);
    this.#upgradedFleet = upgradedFleet(props.source.fleet, props.release ?? '');
  }

  /** @throws ProblemError when a release must not be rendered with. */
  async review(tenant: Tenant): Promise<TenantCustomizations> {
    const { source, release } = this.#props;
    const written = source.tenant(tenant.id);
    invariant(written?.tenant !== undefined, 'a tenant of the fleet has a file');
    const { identity, optional } = writtenKeys(written.tenant.value, this.#defaultsAt(tenant.release));
    const subject: Subject = {
      tenant,
      // What is read once is parsed once.
      source: { ...written, tenant: { ...written.tenant, value: written.tenant.value } },
      written: optional,
      newDefaults: this.#newDefaults(written.tenant.value, optional),
    };
    const effects = await this.#effectsOf(subject);
    return {
      tenant: tenant.id,
      name: tenant.name,
      tier: tenant.tier,
      release: tenant.release,
      identity,
      keys: optional.filter(isCustomized).map((key) => ({
        key: keyName(key),
        own: key.own,
        ...(key.default === undefined ? {} : { default: key.default }),
        effect: effects.get(keyName(key)) ?? { kind: 'outside' },
      })),
      ...(release === undefined ? {} : { upgrade: await this.#upgradeOf(subject, release) }),
    };
  }

  async #effectsOf(subject: Subject): Promise<ReadonlyMap<string, KeyEffect>> {
    const { tenant, source, written, newDefaults } = subject;
    const keys = written.filter(isCustomized).filter((key) => this.#isTold(key, subject));
    const signature = `${this.#kindOf(tenant)} ${patternOf(this.#toldKeys(subject), newDefaults)}`;
    const known = this.#effects.get(signature);
    if (known !== undefined) {
      return known;
    }
    const groups = separableKeys(
      source,
      keys.map((key) => removable(tenant.id, key)),
      this.#trials,
    );
    const effects = await keyEffects(source, groups, this.#trials);
    this.#effects.set(signature, effects);
    return effects;
  }

  async #upgradeOf(subject: Subject, release: string): Promise<TenantUpgrade> {
    const { tenant, written, newDefaults } = subject;
    if (tenant.release === NEXT_RELEASE || compareReleases(tenant.release, release) >= 0) {
      return { kind: 'there' };
    }
    const trial = await this.#trialOf(subject, release);
    if (trial.kind === 'refused') {
      return trial;
    }
    const keys = upgradedKeys(written, newDefaults, trial.keys);
    const isAtRisk = keys.some(({ interactions }) => interactions.length > 0);
    const message = clientMessage({ release, keys });
    return { kind: 'upgrade', from: tenant.release, to: release, isAtRisk, keys, message };
  }

  async #trialOf(subject: Subject, release: string): Promise<UpgradeTrial> {
    const { tenant, source, written, newDefaults } = subject;
    const told = this.#toldKeys(subject);
    const signature = `${this.#kindOf(tenant)} ${this.#takenBy(release, source)} ${patternOf(told, newDefaults)}`;
    const known = this.#upgrades.get(signature);
    if (known !== undefined) {
      return known;
    }
    const all = new Map(written.map((key) => [key, removable(tenant.id, key)]));
    const asked = told.filter((key) => isCustomized(key)).flatMap((key) => all.get(key) ?? []);
    const trial = await tryUpgrade(
      {
        before: source,
        after: { kind: 'tenant', fleet: this.#upgradedFleet, tenant: upgradedTenant(source.tenant, release) },
        written: [...all.values()],
        asked,
        isOwn: ownValues({ ...source.tenant.value, id: tenant.id, cell: this.#cellOf(tenant) }),
      },
      this.#trials,
    );
    const isShared = trial.kind === 'tried' && !hasRefusal(trial);
    if (isShared) {
      // Refusals name values, and are few.
      this.#upgrades.set(signature, trial);
    }
    return trial;
  }

  #toldKeys(subject: Subject): readonly WrittenKey[] {
    return subject.written.filter((key) => this.#isTold(key, subject));
  }

  /** Found out by the first tenant that writes it: the blueprint is told the same parts of all. */
  #isTold(key: WrittenKey, { tenant, source }: Subject): boolean {
    const name = keyName(key);
    const known = this.#told.get(name);
    if (known !== undefined) {
      return known;
    }
    const without = this.#trials.inputOf(withoutKeys(source, [removable(tenant.id, key)]));
    if (without === undefined || isCustomized(key)) {
      this.#told.set(name, without !== this.#trials.inputOf(source));
    }
    return this.#told.get(name) ?? true;
  }

  /** What decides what is made of the same keys. */
  #kindOf({ release, tier, cell: id }: Tenant): string {
    const cell = this.#props.fleet.cells.find((candidate) => candidate.id === id);
    const { region, kind, release: ofCell, ...others } = cell ?? {};
    return JSON.stringify([release, tier, region, kind, ofCell, structureOf(others)]);
  }

  /** Which features a release takes as they are written. */
  #takenBy(release: string, { tenant }: TenantStackSource): string {
    const { features } = this.#defaultsAt(release);
    const written = tenant.value['features'] ?? {};
    return JSON.stringify(
      Object.entries(written).map(([name, settings]) => {
        const feature = Object.hasOwn(features, name) ? features[name] : undefined;
        return feature !== undefined && featureSchema(feature)?.safeParse(settings).success === true;
      }),
    );
  }

  #newDefaults(value: JsonMapping, written: readonly WrittenKey[]): Subject['newDefaults'] {
    const { release } = this.#props;
    if (release === undefined) {
      return written.map(() => undefined);
    }
    const keys = writtenKeys(value, this.#defaultsAt(release)).optional;
    const byName = new Map(keys.map((key) => [keyName(key), key.default]));
    return written.map((key) => byName.get(keyName(key)));
  }

  #defaultsAt(release: string): TenantDefaults {
    const features = this.#props.catalogues.get(release)?.features;
    invariant(features !== undefined, `release ${release} is one that there is`);
    return { maintenance: this.#props.fleet.defaults.maintenance, features };
  }

  #cellOf({ cell }: Tenant): JsonMapping[string] {
    const cells = this.#props.source.fleet['cells'];
    return isMapping(cells) ? (cells[cell] ?? null) : null;
  }
}

function removable(tenant: string, key: WrittenKey): RemovableKey {
  const { take } = tenantKey(tenant, { path: key.path, before: key.default, after: key.own });
  return { name: keyName(key), take };
}

function hasRefusal({ keys }: Extract<UpgradeTrial, { kind: 'tried' }>): boolean {
  return [...keys.values()].some(({ interactions }) => interactions.some(({ kind }) => kind === 'refused'));
}

function structureOf(value: object): string {
  return JSON.stringify(value, (key, part: unknown) =>
    key === '' || (typeof part === 'object' && part !== null) ? part : typeof part,
  );
}
