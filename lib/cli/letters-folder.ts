import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { saysTheSame } from '../notice/calendar-file';
import type { ClientNotice } from '../notice/client-notice';
import { noticeCalendar } from '../notice/notice-calendar';
import { toldIn } from '../notice/told-text';
import type { ToldLetter } from '../notice/told-text';
import { letterMarkdown, letterText } from '../report/notice-letter';
import type { LetterFacts } from '../report/notice-letter';
import type { Instant } from '../rollout/rollout-plan';

/** The files of one client in a folder of letters. */
const LETTER_FILES = { markdown: 'notice.md', text: 'notice.txt', calendar: 'change.ics' } as const;

/** What all letters of a folder have in common. */
export interface Letters {
  readonly fleet: string;
  readonly release: string;
  readonly writtenAt: Instant;
  /** By release, from the oldest on, what is new in it. */
  readonly notes: readonly { readonly version: string; readonly notes: readonly string[] }[];
  readonly answerTo?: string;
}

/** Writes the letter of a client below the folder, and answers which files it changed. */
export function writeLetter(folder: string, notice: ClientNotice, letters: Letters): readonly string[] {
  const facts: LetterFacts = { ...letters, news: newsFor(notice, letters) };
  const below = join(folder, notice.tenant);
  const files = {
    [LETTER_FILES.markdown]: letterMarkdown(notice, facts),
    [LETTER_FILES.text]: letterText(notice, facts),
    [LETTER_FILES.calendar]: noticeCalendar({ ...letters, notice }),
  };
  return Object.entries(files)
    .filter(([name, text]) => writeChanged(join(below, name), text))
    .map(([name]) => join(notice.tenant, name));
}

/** What the letter of a tenant tells; undefined where there is none of this release. */
export function readLetter(folder: string, stack: string, release: string): ToldLetter | undefined {
  const file = join(folder, stack.slice(stack.indexOf('/') + 1), LETTER_FILES.calendar);
  const letter = existsSync(file) ? toldIn(readFileSync(file, 'utf8')) : undefined;
  return letter?.stack === stack && letter.release === release ? letter : undefined;
}

/** The notes of releases that are newer than what the client runs. */
function newsFor({ from }: ClientNotice, { notes }: Letters): readonly string[] {
  const known = notes.findIndex(({ version }) => version === from);
  return notes.slice(known + 1).flatMap((release) => release.notes);
}

function writeChanged(path: string, text: string): boolean {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (before !== undefined && saysTheSame(before, text)) {
    return false;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return true;
}
