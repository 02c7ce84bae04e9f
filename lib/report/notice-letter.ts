import type { ClientNotice } from '../notice/client-notice';
import { dayWords, spanWords } from '../notice/local-words';
import { whereWords } from '../notice/notice-calendar';

/** What a letter is made of besides the notice. */
export interface LetterFacts {
  /** Name of the operator's fleet. */
  readonly fleet: string;
  readonly release: string;
  /** What is new for this client, from the oldest release on. */
  readonly news: readonly string[];
  /** Address that answers go to. @default the one that the letter comes from */
  readonly answerTo?: string;
}

interface Section {
  readonly heading?: string;
  readonly text?: string;
  readonly items?: readonly string[];
}

/** The letter as Markdown. */
export function letterMarkdown(notice: ClientNotice, facts: LetterFacts): string {
  const { subject, sections } = letter(notice, facts);
  return [
    `# ${literal(subject)}`,
    ...sections.flatMap(({ heading, text, items }) => [
      ...(heading === undefined ? [] : [`## ${heading}`]),
      ...(text === undefined ? [] : [literal(text)]),
      ...(items === undefined ? [] : [items.map((item) => `- ${literal(item)}`).join('\n')]),
    ]),
  ]
    .map((block) => `${block}\n`)
    .join('\n');
}

/** The letter as plain text, to be sent as it is. */
export function letterText(notice: ClientNotice, facts: LetterFacts): string {
  const { to, subject, sections } = letter(notice, facts);
  return [
    `To: ${to}\nSubject: ${subject}`,
    ...sections.map(({ heading, text, items = [] }) =>
      [
        ...(heading === undefined ? [] : [heading.toUpperCase()]),
        ...(text === undefined ? [] : [text]),
        ...items.map((item) => `  * ${item}`),
      ].join('\n'),
    ),
  ]
    .map((block) => `${block}\n`)
    .join('\n');
}

function letter(notice: ClientNotice, facts: LetterFacts) {
  const { name, timeZone, contacts, dates } = notice;
  const day = dayWords(timeZone, dates.slot.from);
  const subject =
    notice.news === 'changed' ? `New date for the update of ${name}: ${day}` : `Update of ${name} on ${day}`;
  const sections: readonly Section[] = [
    { text: `Dear team of ${name},` },
    { text: opening(notice, facts) },
    { heading: 'When', text: `${spanWords(timeZone, dates.slot)}. ${WHEN}` },
    ...(facts.news.length === 0 ? [] : [{ heading: 'What is new', items: facts.news }]),
    { heading: 'Try it first', text: testing(notice, facts) },
    { heading: 'What we ask of you', text: answer(facts) },
    { text: `With kind regards, ${facts.fleet}` },
  ];
  return { to: contacts.map(({ email }) => email).join(', '), subject, sections };
}

const WHEN =
  'The update is made at some time in this window, in your local time. Viewers can go on watching; there is nothing that you have to do.';

function opening({ name, from, timeZone, before, news }: ClientNotice, { release }: LetterFacts): string {
  return news === 'changed' && before !== undefined
    ? `The date that we gave you for the update of ${name} to version ${release} has changed. The window of ${spanWords(timeZone, before.slot)} does not hold any more; this letter and its calendar entry take its place.`
    : `We are going to update the platform behind ${name} from version ${from} to version ${release}.`;
}

function testing({ timeZone, dates, withdrawn }: ClientNotice, facts: LetterFacts): string {
  if (dates.testing !== undefined) {
    const how =
      dates.testing.on === 'canary'
        ? 'It carries another brand than yours; what it does is what yours will do.'
        : 'It is your own brand with the new version, which nobody else sees: write to us, and we agree on an hour.';
    return `You can try version ${facts.release} ${whereWords(dates.testing)}: from ${spanWords(timeZone, dates.testing)}. ${how}`;
  }
  return withdrawn === undefined
    ? 'There is no time left to try it before. If you need some, write to us.'
    : `The time to try it from ${spanWords(timeZone, withdrawn)} is not offered any more. If you need another, write to us.`;
}

function answer({ answerTo }: LetterFacts): string {
  const how = answerTo === undefined ? 'Please answer this letter' : `Please write to ${answerTo}`;
  return `${how} to say that you know of it. Say so as well if the date does not suit you, or if something that you tried is not as it should be: the update then waits while we talk. If it may be done sooner, tell us that too.`;
}

/** Text in Markdown that means nothing but itself. */
function literal(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|]/g, (character) => `\\${character}`).replaceAll(/\s*\n\s*/g, ' ');
}
