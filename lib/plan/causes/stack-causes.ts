import type { FleetFiles } from '../../fleet/fleet-files';
import { brandFolderPath, FLEET_FILE_PATH, tenantFilePath } from '../../fleet/fleet-files';
import type { ReleaseDescriptions } from '../../fleet/release-description';
import type { RenderedStack } from '../../render/rendered-stack';
import { stackNamed } from '../../render/stack-name';
import { resourceChanges } from '../resource-changes';
import type { TemplateChanges } from '../resource-changes';
import type { StackPair } from '../stack-pair';
import type { Json } from '../value-changes';
import { attributeChanges } from './attribution';
import type { Attribution } from './attribution';
import { configurationKeys, differing } from './configuration-key';
import type { ConfigurationKey, ValueDifference } from './configuration-key';
import { FleetSource } from './fleet-source';
import type { StackSource } from './fleet-source';
import type { ReleaseMove } from './release-line';
import { Variants } from './variant';
import type { Variant } from './variant';

/** Renders what a variant stands for, at the release that it pins. */
export type RenderVariant = (variant: Variant) => Promise<RenderedStack>;

export interface CausesRequest {
  /** Undefined when the base has no fleet. */
  readonly before: FleetFiles | undefined;
  readonly after: FleetFiles;
  readonly catalogues: ReleaseDescriptions;
  readonly render: RenderVariant;
  /** Files of the program that render otherwise than at the base. */
  readonly program: readonly string[];
}

/** Which configuration keys change a stack, found out by rendering it with single keys changed. */
export class StackCauses {
  private readonly before: FleetSource | undefined;
  private readonly after: FleetSource;
  private readonly request: CausesRequest;
  private readonly variants: Variants;
  /** Found once for all stacks: a fleet has many cells. */
  private readonly ofFleet: readonly ValueDifference[];

  constructor(request: CausesRequest) {
    this.request = request;
    this.before = request.before === undefined ? undefined : new FleetSource(request.before);
    this.after = new FleetSource(request.after);
    this.variants = new Variants(request.catalogues);
    this.ofFleet = differing(this.before?.fleet, this.after.fleet);
  }

  /** Of a stack that both states have. */
  async ofChanged(pair: StackPair, changes: TemplateChanges): Promise<Attribution> {
    const { stack, before, after } = pair;
    const [was, is] = [sourceOf(this.before, stack), sourceOf(this.after, stack)];
    const cell = after?.cell ?? '';
    const keys =
      was === undefined || is === undefined
        ? []
        : configurationKeys(was, is, {
            cells: [before?.cell ?? '', cell],
            ofFleet: this.ofFleet,
            ...releasesOf(pair),
          });
    // Code takes no part in being tried: both ends are rendered by the code of today.
    const code = this.request.program.map((file) => ({ id: file, file, isProgram: true, take: unchanged }));
    const attempt = async (
      from: StackSource,
      other: StackSource,
      tried: readonly ConfigurationKey[],
    ): Promise<TemplateChanges | undefined> => {
      const [start, end] = [from, tried.reduce((source, key) => key.take(source, other), from)].map(
        (source) => this.variants.resolve(source, cell),
      );
      if (start === undefined || end === undefined) {
        return undefined;
      }
      return resourceChanges(
        parsed(await this.request.render(start)),
        parsed(await this.request.render(end)),
      );
    };
    return attributeChanges([...keys, ...code], changes, {
      forward: async (tried) => (was === undefined || is === undefined ? undefined : attempt(was, is, tried)),
      backward: async (tried) =>
        was === undefined || is === undefined ? undefined : attempt(is, was, tried),
    });
  }

  /** Of a stack that only one state has: the files that make it. */
  ofWhole(pair: StackPair): Attribution['causes'] {
    return this.filesOf(pair).map(({ file, ...key }) => ({
      id: 'key' in key ? `${file}: ${key.key}` : file,
      file,
      ...key,
      effect: 'together',
      resources: [],
    }));
  }

  private filesOf(pair: StackPair): readonly { readonly file: string; readonly key?: string }[] {
    const { kind, id } = stackNamed(pair.stack);
    switch (kind) {
      case 'tenant':
        return [{ file: tenantFilePath(id) }, { file: brandFolderPath(id) }];
      case 'cell':
        return [{ file: FLEET_FILE_PATH, key: `cells.${id}` }];
      case 'access':
        return this.filesOfAccess(id, pair);
    }
  }

  /** Roles come and go with their tenant, or with what the fleet says of who may deploy. */
  private filesOfAccess(
    id: string,
    { before, after }: StackPair,
  ): readonly { readonly file: string; readonly key?: string }[] {
    const [was, is] = [this.before?.tenant(id), this.after.tenant(id)];
    if (this.before === undefined || was === undefined || is === undefined) {
      return [{ file: tenantFilePath(id) }];
    }
    const keys = configurationKeys(
      { ...was, kind: 'access' },
      { ...is, kind: 'access' },
      {
        cells: [(after ?? before)?.cell ?? ''],
        ofFleet: this.ofFleet,
      },
    );
    const told = keys.flatMap(({ file, key = '' }) =>
      /(^|\.)(access|cell)(\.|$)/.test(key) ? [{ file, key }] : [],
    );
    return told.length === 0 ? [{ file: FLEET_FILE_PATH, key: 'access' }] : told;
  }
}

function unchanged(source: StackSource): StackSource {
  return source;
}

/** What the files pin; of a stack that was only found deployed, no file says it. */
function releasesOf({ before, after }: StackPair): { readonly releases?: ReleaseMove } {
  return before === undefined || after === undefined || before.onlyTemplate === true
    ? {}
    : { releases: { before: before.release, after: after.release } };
}

function sourceOf(state: FleetSource | undefined, stack: string): StackSource | undefined {
  const { kind, id } = stackNamed(stack);
  return kind === 'cell' ? state?.cell() : state?.tenant(id, kind);
}

function parsed({ template }: RenderedStack): Readonly<Record<string, Json>> {
  return JSON.parse(template) as Readonly<Record<string, Json>>;
}
