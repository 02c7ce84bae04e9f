import { plural } from '../../report/plural';
import type { ExitCode } from '../exit-code';
import { EXIT } from '../exit-code';
import type { Host } from '../host';
import { fitLine, wrap } from '../fit-line';
import type { TourClock } from './tour-clock';

/** Runs a command line of this program. */
export type RunCommand = (argv: readonly string[], host: Host) => Promise<ExitCode>;

export interface StageProps {
  readonly host: Host;
  /** Folder that commands run in. */
  readonly folder: string;
  readonly clock: TourClock;
  readonly runCommand: RunCommand;
  /** Options that every command which has an engine is given. */
  readonly engineOptions: readonly string[];
}

/** How much is shown of what a command prints. */
export interface Shown {
  /** @default 12 */
  readonly lines?: number;
  /** Lines that are worth showing, by their text. @default all */
  readonly only?: (line: string) => boolean;
  /** Whether rows of tables go on in the next line, in place of being cut. @default false */
  readonly wraps?: boolean;
  /** How the command may end. @default with 0 */
  readonly ends?: readonly ExitCode[];
}

const LINES_SHOWN = 12;
const WIDTH_MIN = 60;
const WIDTH_DEFAULT = 80;
const WIDTH_MAX = 100;
const INDENT = 4;

export interface Series {
  again(): Promise<void>;
  /** Shows what came of it. */
  tell(lines: readonly string[]): void;
  /** Shows the lines of the last time that are worth it. */
  end(only: (line: string) => boolean): void;
}

interface Ran {
  readonly lines: readonly string[];
  readonly exitCode: ExitCode;
  readonly milliseconds: number;
}

/** A claim of the tour did not hold, or a command did not end as it should have. */
export class TourBroken extends Error {}

/** Where the tour is told: prose, commands with what they really print, and claims that are checked as they are made. */
export class Stage {
  readonly folder: string;
  readonly clock: TourClock;
  readonly engineOptions: readonly string[];
  readonly #host: Host;
  readonly #runCommand: RunCommand;
  readonly #width: number;
  #claims = 0;
  #commands = 0;

  constructor({ host, folder, clock, runCommand, engineOptions }: StageProps) {
    this.#host = host;
    this.#runCommand = runCommand;
    this.#width = storyWidth(host.columns);
    this.folder = folder;
    this.clock = clock;
    this.engineOptions = engineOptions;
  }

  get claims(): number {
    return this.#claims;
  }

  get commands(): number {
    return this.#commands;
  }

  /** The host that commands of the tour see: nobody to ask, and what they print is collected in order. */
  quietHost(lines: string[] = []): Host {
    const collect = (text: string): void => {
      lines.push(...text.replace(/\n$/, '').split('\n'));
    };
    return {
      cwd: this.folder,
      clock: this.clock,
      isInteractive: false,
      stdout: (text) => (text === '' ? undefined : collect(text)),
      stderr: (text) => (text === '' ? undefined : collect(text)),
      ask: ({ fallback }) => Promise.resolve(fallback ?? ''),
    };
  }

  title(text: string): void {
    const line = `── ${text} `;
    this.#print(`\n${this.#paint('bold', line.padEnd(this.#width, '─'))}`);
  }

  say(text: string): void {
    this.#print('');
    for (const line of wrap(text, this.#width, 0)) {
      this.#print(line);
    }
  }

  /** Shows a command line that is typed outside this program, and what it gave. */
  show(command: string, output: readonly string[], shown: Shown = {}): void {
    this.#command(command);
    this.#output(output, shown);
  }

  /**
   * Runs a command of this program, and shows it with what it printed.
   *
   * @throws TourBroken when it does not end as it may.
   */
  async run(argv: readonly string[], shown: Shown = {}): Promise<readonly string[]> {
    this.#command(commandLine(argv));
    const ran = await this.#perform(argv, shown.ends);
    this.#output(ran.lines, shown);
    this.#print(this.#paint('dim', `    (exit ${ran.exitCode}, ${seconds(ran.milliseconds)})`));
    return ran.lines;
  }

  /** A command that is run again and again, and shown once with what came of each time. */
  series(argv: readonly string[], ends: readonly ExitCode[]): Series {
    this.#command(commandLine(argv));
    const runs: Ran[] = [];
    return {
      again: async () => {
        runs.push(await this.#perform(argv, ends));
      },
      tell: (lines) => this.#output(lines, { lines: lines.length }),
      end: (only) => {
        const last = runs.at(-1);
        this.#output(last?.lines.filter(only) ?? [], {});
        const spent = runs.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
        const text = `    (${runs.length} times, the last exit ${last?.exitCode}, ${seconds(spent)})`;
        this.#print(this.#paint('dim', text));
      },
    };
  }

  async #perform(argv: readonly string[], ends: readonly ExitCode[] = [EXIT.fine]): Promise<Ran> {
    const lines: string[] = [];
    const startedAt = performance.now();
    const exitCode = await this.#runCommand(argv, this.quietHost(lines));
    this.#commands += 1;
    if (!ends.includes(exitCode)) {
      this.#output(lines, { lines: lines.length });
      throw new TourBroken(`"${commandLine(argv)}" ended with ${exitCode}`);
    }
    return { lines, exitCode, milliseconds: performance.now() - startedAt };
  }

  /** Names a command to try, with what it is for. */
  suggest(line: string, what: string): void {
    this.#print(`\n  ${this.#paint('bold', line)}`);
    for (const part of wrap(`    ${what}`, this.#width, 0)) {
      this.#print(part);
    }
  }

  /** Whether this program has a command of that name: for one that it has not, it prints its own help. */
  async has(command: string): Promise<boolean> {
    const lines: string[] = [];
    await this.#runCommand([command, '--help'], this.quietHost(lines));
    return lines[0]?.startsWith(`Usage: multiplex ${command} `) === true;
  }

  /**
   * Says what was found to be so.
   *
   * @throws TourBroken when it is not.
   */
  hold(isSo: boolean, claim: string): void {
    if (!isSo) {
      throw new TourBroken(claim);
    }
    this.#claims += 1;
    for (const line of wrap(`  ✓ ${claim}`, this.#width)) {
      this.#print(this.#paint('green', line));
    }
  }

  /** Waits for whoever looks on, where somebody does. */
  async pause(): Promise<void> {
    await this.#host.ask({ message: 'Enter for the next chapter', fallback: '' });
  }

  #command(line: string): void {
    this.#print('');
    for (const part of wrap(`  $ ${line}`, this.#width, INDENT).flatMap((one) => this.#broken(one))) {
      this.#print(this.#paint('bold', part));
    }
  }

  /** An ARN is longer than a line, and is only looked at here. */
  #broken(line: string): readonly string[] {
    const [first, rest] = [line.slice(0, this.#width), line.slice(this.#width)];
    return rest === '' ? [first] : [first, ...this.#broken(`${' '.repeat(INDENT + 2)}${rest}`)];
  }

  #output(
    lines: readonly string[],
    { lines: most = LINES_SHOWN, only = () => true, wraps = false }: Shown,
  ): void {
    const picked = lines.filter((line) => line !== '' && only(line));
    const more = lines.filter((line) => line !== '').length - Math.min(picked.length, most);
    const fit = wraps ? wrap : fitLine;
    for (const line of picked.slice(0, most).flatMap((one) => fit(one, this.#width - INDENT))) {
      this.#print(`${' '.repeat(INDENT)}${line}`);
    }
    if (more > 0) {
      this.#print(this.#paint('dim', `    … ${plural(more, 'more line')}`));
    }
  }

  #paint(style: keyof typeof STYLES, text: string): string {
    return this.#host.hasColors === true ? `\u001B[${STYLES[style]}m${text}\u001B[0m` : text;
  }

  #print(line: string): void {
    this.#host.stdout(`${line}\n`);
  }
}

const STYLES = { bold: 1, dim: 2, green: 32 } as const;

/** A terminal that does not say how wide it is says 0. */
function storyWidth(columns = 0): number {
  return columns < WIDTH_MIN ? WIDTH_DEFAULT : Math.min(columns, WIDTH_MAX);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

function commandLine(argv: readonly string[]): string {
  return ['multiplex', ...argv].map(quoted).join(' ');
}

/** As somebody would type it. */
function quoted(word: string): string {
  return /^[\w./:=-]+$/.test(word) ? word : `'${word}'`;
}
