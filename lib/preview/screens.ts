import type { Diagnostic } from '../diagnostics/diagnostic';
import { diagnosticText } from '../diagnostics/render';
import { invariant } from '../diagnostics/invariant';
import type { MadeScreen, Screen } from './make-screen';

/** Most tenants that are kept ready and watched at once; the one that was longest not asked for is let go. */
const OPEN_TENANTS_MAX = 100;

/** What there is to show of a tenant. */
export interface ShownTenant {
  readonly id: string;
  /** The last one that was sound; undefined when none has been since the preview was started. */
  readonly screen: Screen | undefined;
  /** What is wrong with the files as they are now, and why they are not shown where one is an error. */
  readonly problems: readonly Diagnostic[];
}

export interface ScreensProps {
  readonly make: (id: string) => Promise<MadeScreen>;
  /** Starts to tell of changes of a tenant's folder; what it gives back ends that. */
  readonly watch: (id: string, onChange: () => void) => () => void;
  /** @default 100 */
  readonly openMax?: number;
}

type Listener = (shown: ShownTenant) => void;

interface OpenTenant {
  shown: ShownTenant | undefined;
  /** The last of the makings that were asked for; they never overlap. */
  making: Promise<void>;
  /** Whether one was asked for that has not begun. */
  isAwaited: boolean;
  readonly listeners: Set<Listener>;
  readonly unwatch: () => void;
}

/** The tenants that were asked for: each is made when that happens first, and again when its own files change. */
export class Screens {
  readonly #props: ScreensProps;
  /** The one that was asked for last is last. */
  readonly #open = new Map<string, OpenTenant>();

  constructor(props: ScreensProps) {
    this.#props = props;
  }

  async show(id: string): Promise<ShownTenant> {
    const tenant = this.#opened(id);
    await tenant.making;
    invariant(tenant.shown !== undefined, `${id} was made`);
    return tenant.shown;
  }

  /** Tells of every change of what is shown, until the function that it gives back is called. */
  follow(id: string, listener: Listener): () => void {
    const { listeners } = this.#opened(id);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** Makes a tenant anew if it was asked for before. Whoever follows it is told if that changed anything. */
  async renew(id: string): Promise<void> {
    const tenant = this.#open.get(id);
    if (tenant === undefined) {
      return;
    }
    if (!tenant.isAwaited) {
      tenant.isAwaited = true;
      tenant.making = tenant.making.then(() => this.#make(id, tenant));
      tenant.making.catch(ignored);
    }
    await tenant.making;
  }

  /** The same for every tenant that was asked for, one after the other. */
  async renewAll(): Promise<void> {
    for (const id of [...this.#open.keys()]) {
      await this.renew(id);
    }
  }

  close(): void {
    this.#open.forEach(({ unwatch }) => unwatch());
    this.#open.clear();
  }

  #opened(id: string): OpenTenant {
    const known = this.#open.get(id);
    if (known !== undefined) {
      this.#open.delete(id);
      this.#open.set(id, known);
      return known;
    }
    const unwatch = this.#props.watch(id, () => void this.renew(id).catch(ignored));
    const tenant: OpenTenant = {
      shown: undefined,
      making: Promise.resolve(),
      isAwaited: true,
      listeners: new Set(),
      unwatch,
    };
    tenant.making = this.#make(id, tenant);
    // Whoever asks gets the error, and the next one asks again.
    tenant.making.catch(() => this.#letGo(id));
    this.#open.set(id, tenant);
    this.#letGoOfOldest();
    return tenant;
  }

  async #make(id: string, tenant: OpenTenant): Promise<void> {
    tenant.isAwaited = false;
    const before = tenant.shown;
    const { screen, problems } = await this.#props.make(id);
    const shown: ShownTenant = { id, screen: screen ?? before?.screen, problems };
    tenant.shown = shown;
    if (before !== undefined && !isSame(before, shown)) {
      tenant.listeners.forEach((listener) => listener(shown));
    }
  }

  #letGoOfOldest(): void {
    const surplus = this.#open.size - (this.#props.openMax ?? OPEN_TENANTS_MAX);
    const idle = [...this.#open].filter(([, { listeners }]) => listeners.size === 0).slice(0, -1);
    idle.slice(0, Math.max(0, surplus)).forEach(([id]) => this.#letGo(id));
  }

  #letGo(id: string): void {
    this.#open.get(id)?.unwatch();
    this.#open.delete(id);
  }
}

function isSame(before: ShownTenant, after: ShownTenant): boolean {
  const told = (shown: ShownTenant): string => shown.problems.map(diagnosticText).join('\n');
  return before.screen?.revision === after.screen?.revision && told(before) === told(after);
}

function ignored(): void {
  // Whoever waits for it is told.
}
