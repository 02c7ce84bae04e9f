/** What every command's exit status means. */
export const EXIT = {
  /** It is done, or the answer is yes. */
  fine: 0,
  /** The answer is no: the fleet has problems, the change is refused. */
  no: 1,
  /** The command was used wrongly. */
  usage: 2,
  /** Something outside failed: the disk, the network, another program. */
  outside: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
