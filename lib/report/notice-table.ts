import type { ClientNotice, StayingClient } from '../notice/client-notice';
import { spanWords } from '../notice/local-words';
import type { NoticePlan } from '../notice/plan-notices';
import { sentencePart } from '../rollout/halt-text';
import { localTimeText } from '../rollout/calendar/local-time';
import { plural } from './plural';
import { table } from './table';

/** Tenants that a command line to copy names. */
const NAMED_MAX = 20;

/** Who must be told of a release, by when and of which dates; then who would stay, with what to do. */
export function noticesText({ release, underWay, notices, staying, halts }: NoticePlan): string {
  const due = notices.filter(({ tellBy }) => tellBy !== undefined);
  const rows = notices.map((notice) => [
    notice.stack,
    notice.contacts.map(({ role, email }) => `${role} ${email}`).join(', '),
    notice.tellBy === undefined ? '–' : localTimeText(notice.timeZone, notice.tellBy),
    spanWords(notice.timeZone, notice.dates.slot),
    stateText(notice),
  ]);
  const late = notices.filter(({ wasDueBy }) => wasDueBy !== undefined);
  return [
    underWayText(underWay),
    `${release}: ${plural(due.length, 'client')} to tell, ${plural(notices.length, 'client')} to move.\n`,
    rows.length === 0 ? '' : table(['tenant', 'whom', 'tell by', 'slot', 'state'], rows),
    ...late.map(lateText),
    ...staying.filter(({ why }) => why !== 'at-target').map(stayingText),
    atTargetText(staying),
    halts ? 'The roll-out would halt, because nobody can be the canary.\n' : '',
    nextText(due, release),
  ].join('');
}

function stateText({ standing, news, isInWave }: ClientNotice): string {
  const state = standing.replace('-', ' ');
  return [
    state,
    ...(news === 'changed' ? ['of another date'] : []),
    ...(isInWave === true ? ['in this wave'] : []),
  ].join(', ');
}

function underWayText(underWay: NoticePlan['underWay']): string {
  if (underWay === undefined) {
    return '';
  }
  const what = `Roll-out ${underWay.rollout} is under way; this is what remains of it`;
  return underWay.isStopped === true ? `${what} if it goes on now.\n` : `${what}.\n`;
}

function lateText({ stack, timeZone, noticeDays, wasDueBy = 0 }: ClientNotice): string {
  return `${stack} should have been told by ${localTimeText(timeZone, wasDueBy)}: the roll-out would wait for its notice of ${plural(noticeDays, 'day')}. Tell it today, start later, or ask it to waive.\n`;
}

function stayingText({ stack, detail, next }: StayingClient): string {
  return `${stack} stays: ${sentencePart(detail)}.${next === undefined ? '' : ` ${next}`}\n`;
}

function atTargetText(staying: readonly StayingClient[]): string {
  const there = staying.filter(({ why }) => why === 'at-target').map(({ stack }) => stack);
  const more = there.length > NAMED_MAX ? ` and ${there.length - NAMED_MAX} more` : '';
  return there.length === 0
    ? ''
    : `There already, and not told: ${there.slice(0, NAMED_MAX).join(', ')}${more}.\n`;
}

function nextText(due: readonly ClientNotice[], release: string): string {
  const ids = due.map(({ tenant }) => tenant);
  return ids.length === 0
    ? ''
    : `Write the letters, send them, and write down that they were sent: npx multiplex notices --release ${release} --out notices; npx multiplex notices sent ${ids.slice(0, NAMED_MAX).join(' ')}${ids.length > NAMED_MAX ? ' …' : ''} --release ${release} --letters notices\n`;
}
