import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Host } from '../../lib/cli/host';
import { run } from '../../lib/cli/main';
import { openRecords } from '../../lib/cli/operations';
import type { Plan } from '../../lib/plan/plan-document';
import { scratchRepository, sharedShapes } from '../plan/scratch-repository';
import type { ScratchRepository } from '../plan/scratch-repository';
import { fakeHost } from './fake-host';
import { PassingClock } from './passing-clock';

const STATE = join('.multiplex', 'local');

/** What a command answered. */
export interface Answer {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** The example fleet in a repository, deployed with the real local engine, in time that passes by itself. */
export class ScratchDeployment {
  readonly repository: ScratchRepository;
  private readonly shapes: string;
  private readonly deployed: string;
  clock = new PassingClock();

  private constructor(repository: ScratchRepository, shapes: string) {
    this.repository = repository;
    this.shapes = shapes;
    this.deployed = mkdtempSync(join(tmpdir(), 'multiplex-deployed-'));
  }

  /** @param prepare Edits the fleet before it is committed and deployed. */
  static async open(prepare: (repository: ScratchRepository) => void = () => {}): Promise<ScratchDeployment> {
    const shapes = await sharedShapes();
    const repository = scratchRepository(shapes);
    prepare(repository);
    repository.git('commit', '--quiet', '--allow-empty', '--all', '--message', 'As it is deployed.');
    repository.git('branch', '--force', 'main', 'work');
    const deployment = new ScratchDeployment(repository, shapes);
    const planned = await deployment.run('plan', '--deployed', '--scope', 'fleet', '--out', 'plan.json');
    const applied = await deployment.run('apply', 'plan.json');
    if (applied.status !== 0) {
      throw new Error(`The fleet cannot be deployed: ${planned.err}${applied.err}`);
    }
    cpSync(join(deployment.folder, STATE), deployment.deployed, { recursive: true });
    repository.restore();
    return deployment;
  }

  get folder(): string {
    return this.repository.folder;
  }

  /** Everything as it was after the first deployment: files, stacks, ledger and time. */
  restore(): void {
    this.repository.restore();
    rmSync(join(this.folder, STATE), { recursive: true });
    cpSync(this.deployed, join(this.folder, STATE), { recursive: true });
    this.clock = new PassingClock();
  }

  close(): void {
    this.repository.remove();
    rmSync(this.deployed, { recursive: true });
    rmSync(this.shapes, { recursive: true });
  }

  async run(...args: readonly string[]): Promise<Answer> {
    return this.runOn({}, ...args);
  }

  /** @param world What is otherwise than on a machine where nobody watches. */
  async runOn(world: Partial<Host>, ...args: readonly string[]): Promise<Answer> {
    const host = { ...fakeHost(this.folder), clock: this.clock, ...world };
    const status = await run(args, host);
    return { status, ...host.printed };
  }

  /** Stacks of which the working tree says something else than what is deployed. */
  async differing(): Promise<readonly string[]> {
    const { out } = await this.run('plan', '--deployed', '--json', '--scope', 'fleet');
    return (JSON.parse(out) as Plan).changed.map(({ stack }) => stack);
  }

  /** What the ledger says was done, without when and by whom. */
  async recorded(): Promise<readonly string[]> {
    const { out } = await this.run('audit');
    return [...out.matchAll(/^ *\d+ {2}\S+ \S+ {2}.*?\) {2}(.*)$/gm)].map(([, what = '']) => what);
  }

  /** Has another process take the fleet for some seconds, and end without letting it go. */
  async takenFor(seconds: number): Promise<void> {
    const options = { engine: 'local', state: STATE, ledgerTable: 'multiplex-ledger' } as const;
    const records = await openRecords(this.folder, 'northlight', options, this);
    await records.ledger.acquire('local:somebody@elsewhere', seconds);
    await records.close();
  }

  /** Writes a file of the local engine: `faults.json`, `traffic.json`. */
  tellEngine(file: string, content: unknown): void {
    writeFileSync(join(this.folder, STATE, file), JSON.stringify(content));
  }
}

/** Brings every tenant and cell of the files back to the first release, so that there is something to move. */
export function atFirstRelease({ folder, write }: ScratchRepository): void {
  const tenants = readdirSync(join(folder, 'tenants')).map((id) => `tenants/${id}/tenant.yaml`);
  for (const file of ['fleet.yaml', ...tenants]) {
    const text = readFileSync(join(folder, file), 'utf8');
    // Only the second release takes the host that measures.
    write(
      file,
      text.replaceAll('release: 2026.11.1', 'release: 2026.11.0').replace(/ *measurementHost: .*\n/, ''),
    );
  }
}

/** JSON documents, one a line. */
export function linesOf(text: string): readonly Readonly<Record<string, unknown>>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}
