import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Work that a process of the crew is given: something that survives JSON. */
export interface Job {
  readonly from: number;
  readonly count: number;
  /** Name of the fault that is planted. @default none */
  readonly plant?: string;
}

/** What a process of the crew is told by, when it is started. */
export const CREW_FLAG = '--crew';

const CREW_MAX = 8;

/**
 * Does jobs in as many processes as there are processors, and hands on each answer when it is there. Whoever wants no more
 * of them answers false.
 */
export async function inCrew(
  program: string,
  jobs: readonly Job[],
  onAnswer: (job: Job, answer: unknown) => boolean,
): Promise<void> {
  const waiting = [...jobs];
  let isOver = false;
  const next = (): Job | undefined => (isOver ? undefined : waiting.shift());
  const size = Math.min(availableParallelism(), CREW_MAX, jobs.length);
  await Promise.all(
    Array.from({ length: size }, () =>
      employ(fork(program, [CREW_FLAG]), next, (job, answer) => {
        isOver ||= !onAnswer(job, answer);
      }),
    ),
  );
}

function employ(
  worker: ChildProcess,
  next: () => Job | undefined,
  onAnswer: (job: Job, answer: unknown) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let job = next();
    const give = (): void => {
      if (job === undefined) {
        worker.disconnect();
      } else {
        worker.send(job);
      }
    };
    worker.on('message', (answer) => {
      if (job !== undefined) {
        onAnswer(job, answer);
      }
      job = next();
      give();
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) {
        resolve();
      } else {
        reject(new Error(`a process of the simulation ended with ${code ?? 'a signal'}`));
      }
    });
    give();
  });
}
