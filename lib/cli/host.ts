import type { Clock } from '../rollout/ports';

/** The world as a command sees it, so that a test can be one. */
export interface Host {
  /** Absolute path of the folder that relative paths start from. */
  readonly cwd: string;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Whether there is somebody to ask. */
  readonly isInteractive: boolean;
  /** Whether what is printed is shown in colours. @default no */
  readonly hasColors?: boolean;
  /** Characters to a line of the terminal that standard output goes to. @default it goes to none */
  readonly width?: number;
  /** Characters to a line of the terminal that standard error goes to. @default it goes to none */
  readonly columns?: number;
  /** @default that of this machine */
  readonly clock?: Clock;
  readonly ask: (question: Question) => Promise<string>;
  /** What time it is, in milliseconds since the beginning of 1970. @default as the clock of this machine has it */
  readonly now?: () => number;
  /** Resolves when somebody wants the program to stop, as with Ctrl-C. @default nobody ever does */
  readonly untilStopped?: () => Promise<void>;
}

export interface Question {
  readonly message: string;
  /** What an empty answer means. @default an empty answer is asked again */
  readonly fallback?: string;
  /** Answers to choose from. @default any text */
  readonly choices?: readonly string[];
}
