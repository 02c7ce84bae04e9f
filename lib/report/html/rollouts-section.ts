import { localTimeText } from '../../rollout/calendar/local-time';
import { html } from '../markup';
import type { Markup } from '../markup';
import { plural } from '../plural';
import { utcTime } from '../utc-time';
import type { PageContent } from './page-content';
import { absentMarkup, badge, stackLink } from './section';
import type { Section, Tone } from './section';
import { spanText } from './tenant-differences';
import { timeAxis } from './time-axis';
import type { TimeAxis } from './time-axis';
import type { MoveKind, Timeline, TimelineMark, TimelineMove, TimelineRing, TimelineRow } from './timeline';
import { axisPicture, ringPicture, rowPicture, sharedShapes } from './timeline-picture';

/** Rings with more stacks are closed at first. */
const ROWS_OPEN_MAX = 60;

/** Each roll-out along time, each stack in its own. */
export function rolloutsSection({ rollouts, fleet }: PageContent): Section {
  const tenants = new Set(fleet.tenants.map(({ id }) => id));
  return {
    id: 'rollouts',
    title: 'Roll-outs',
    body:
      rollouts.kind === 'absent'
        ? absentMarkup(rollouts)
        : html`${rollouts.timelines.map((timeline) => timelineMarkup(timeline, tenants))}
          ${
            rollouts.earlier === 0
              ? ''
              : html`<p class="faint">
                  ${plural(rollouts.earlier, 'earlier roll-out')} not shown; the ledger has all of them.
                </p>`
          }`,
  };
}

function timelineMarkup(timeline: Timeline, tenants: ReadonlySet<string>): Markup {
  const { id, to, kind, sentence, marks, rings, setAside } = timeline;
  const axis = timeAxis(timeline.span);
  return html`<article class="rollout" id="rollout-${id}">
    <h3>To ${to} <small>${kind === 'planned' ? 'planned roll-out' : 'roll-out'} ${id}</small></h3>
    <p class="lead">${sentence}</p>
    ${marksMarkup(marks)} ${setAside.map((rule) => html`<p class="faint">${rule}</p> `)}
    ${moveLegend(timeline)} ${sharedShapes(timeline, axis)}
    ${rings.map((ring) => ringMarkup(id, ring, axis, tenants))}
  </article> `;
}

const MARK_TONES: Readonly<Record<TimelineMark['kind'], Tone>> = {
  start: 'plain',
  halt: 'bad',
  operator: 'careful',
  end: 'plain',
};

function marksMarkup(marks: readonly TimelineMark[]): Markup {
  return html`<ol class="marks" aria-label="What happened to the roll-out as a whole">
    ${marks.map(
      ({ at, kind, says }) =>
        html`<li>
          ${badge(MARK_TONES[kind], kind)} <time datetime="${isoTime(at)}">${utcTime(at)}</time> ${says}
        </li> `,
    )}
  </ol>`;
}

const MOVES: Readonly<Record<MoveKind, { readonly tone: Tone; readonly says: string }>> = {
  planned: { tone: 'note', says: 'is to be moved' },
  moved: { tone: 'good', says: 'moved' },
  'put-back': { tone: 'careful', says: 'put back' },
  failed: { tone: 'bad', says: 'failed, and is as before' },
  stuck: { tone: 'bad', says: 'is stuck' },
  'not-started': { tone: 'plain', says: 'was not started' },
  'under-way': { tone: 'note', says: 'under way' },
};

function moveLegend({ rings }: Timeline): Markup {
  const used = new Set(
    rings.flatMap(({ rows }) => rows.flatMap(({ moves }) => moves.map(({ kind }) => kind))),
  );
  const key = (kind: string, says: string): Markup =>
    html`<li>
      <svg class="lane-key" width="26" height="14" aria-hidden="true">
        <line class="${kind}" x1="5" x2="21" y1="7" y2="7" />
      </svg>
      ${says}
    </li> `;
  return html`<ul class="legend" aria-label="Signs of the timeline">
    ${key('window', 'its window')} ${key('bake', 'watched (bake)')}
    ${(Object.keys(MOVES) as MoveKind[])
      .filter((kind) => used.has(kind))
      .map((kind) => key(`move ${kind}`, MOVES[kind].says))}
  </ul>`;
}

function ringMarkup(id: string, ring: TimelineRing, axis: TimeAxis, tenants: ReadonlySet<string>): Markup {
  const { ring: name, rows, bakes, bakeMinutes } = ring;
  const watched = bakes.map(({ from, to }) => `${utcTime(from)} to ${utcTime(to)}`).join('; ');
  return html`<details class="ring" ${rows.length <= ROWS_OPEN_MAX ? html`open` : ''}>
    <summary>Ring ${name}: ${ringText(ring)}</summary>
    <table class="timeline">
      <caption class="unseen">
        Ring ${name} of the roll-out, each stack in its own time
      </caption>
      <thead>
        <tr>
          <th scope="col">Stack</th>
          <th scope="col" class="picture">
            <span class="unseen">Along time, in UTC</span>${axisPicture(axis)}
          </th>
          <th scope="col">In its own time</th>
        </tr>
      </thead>
      <tbody>
        <tr class="ring-row">
          <th scope="row">Ring ${name}</th>
          <td class="picture">${ringPicture(id, ring, axis)}</td>
          <td>
            ${bakeMinutes === 0 ? 'is not watched' : `is watched for ${duration(bakeMinutes)}${watched === '' ? '' : `: ${watched}`}`}
          </td>
        </tr>
        ${rows.map((row) => rowMarkup(id, row, axis, tenants))}
      </tbody>
    </table>
  </details> `;
}

/** `6 stacks, 4 moved, 1 failed`. */
function ringText({ rows }: TimelineRing): string {
  const last = rows.flatMap(({ moves, stays }) => (stays === undefined ? (moves.at(-1)?.kind ?? []) : []));
  const counts = (Object.keys(MOVES) as MoveKind[]).flatMap((kind) => {
    const count = last.filter((one) => one === kind).length;
    return count === 0 ? [] : [`${count} ${kind.replace('-', ' ')}`];
  });
  const waiting = rows.length - last.length;
  return [plural(rows.length, 'stack'), ...counts, ...(waiting === 0 ? [] : [`${waiting} not moved`])].join(
    ', ',
  );
}

function rowMarkup(
  id: string,
  { stack, calendar, calendarKey, moves, stays }: TimelineRow,
  axis: TimeAxis,
  tenants: ReadonlySet<string>,
): Markup {
  const { timeZone, window } = calendar.maintenance;
  return html`<tr>
    <th scope="row">
      ${stackLink(stack, tenants)}<small>${spanText(window)}<br />${timeZone}</small>
    </th>
    <td class="picture">${rowPicture(id, calendarKey, moves, axis)}</td>
    <td>
      ${moves.length === 0 ? html`<span class="faint">${stays ?? 'not moved'}</span>` : moves.map((move) => moveMarkup(move, timeZone))}
    </td>
  </tr> `;
}

function moveMarkup({ kind, from, says }: TimelineMove, timeZone: string): Markup {
  const { tone, says: verb } = MOVES[kind];
  return html`<div class="happened">
    ${badge(tone, verb)} <time datetime="${isoTime(from)}">${localTimeText(timeZone, from)}</time>
    ${says === undefined ? '' : html`<span class="faint">${says}</span>`}
  </div> `;
}

function isoTime(at: number): string {
  return utcTime(at).replace(' ', 'T');
}

/** `12 hours`, `90 minutes`. */
function duration(minutes: number): string {
  return minutes % 60 === 0 ? plural(minutes / 60, 'hour') : plural(minutes, 'minute');
}
