import type { Host, Question } from '../../lib/cli/host';

export interface FakeHost extends Host {
  readonly printed: { out: string; err: string };
  readonly asked: string[];
}

/** A host in `cwd` that records what is printed and answers questions from `answers`, or has nobody to answer. */
export function fakeHost(cwd: string, answers?: readonly string[]): FakeHost {
  const printed = { out: '', err: '' };
  const asked: string[] = [];
  const left = [...(answers ?? [])];
  return {
    cwd,
    printed,
    asked,
    isInteractive: answers !== undefined,
    stdout: (text) => {
      printed.out += text;
    },
    stderr: (text) => {
      printed.err += text;
    },
    ask: (question: Question) => {
      asked.push(question.message);
      const answer = left.shift() ?? '';
      return Promise.resolve(answer === '' ? (question.fallback ?? '') : answer);
    },
  };
}
