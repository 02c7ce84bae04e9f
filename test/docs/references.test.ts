import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

import { run } from '../../lib/cli/main';
import { fakeHost } from '../cli/fake-host';
import { PROJECT } from '../render/example-fleet';
import { scriptLines, shownCommands } from './console-blocks';
import { DOCUMENTS, documentText } from './documents';
import { words } from './words';

test('every link from a document to a file, and to a heading in it, leads somewhere', () => {
  const broken = DOCUMENTS.flatMap((document) =>
    linksOf(document)
      .filter((link) => !leadsSomewhere(document, link))
      .map((link) => `${document} → ${link}`),
  );
  expect(broken).toEqual([]);
});

test('every command that a document shows is one that there is, with the options that it has', async () => {
  const unknown: string[] = [];
  for (const document of DOCUMENTS) {
    for (const line of commandLines(document)) {
      const fault = await commandFault(line);
      unknown.push(...(fault === undefined ? [] : [`${document}: ${line}: ${fault}`]));
    }
  }
  expect(unknown).toEqual([]);
});

function linksOf(document: string): readonly string[] {
  const prose = documentText(document).replaceAll(/^ *```[\s\S]*?^ *```$/gm, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] ?? '')
    .filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? document : normalize(join(dirname(document), path));
  if (!existsSync(join(PROJECT, target))) {
    return false;
  }
  return anchor === undefined || anchorsOf(target).has(anchor);
}

/** As GitHub makes them of headings. */
function anchorsOf(document: string): ReadonlySet<string> {
  const headings = documentText(document).match(/^#+ .*$/gm) ?? [];
  return new Set(
    headings.map((heading) =>
      heading
        .replace(/^#+ /, '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** In blocks and within lines: `npx multiplex …` or `multiplex …`. */
function commandLines(document: string): readonly string[] {
  const text = documentText(document);
  const shown = shownCommands(document, text).map(({ command }) => command);
  const prose = text.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '');
  const inline = [...prose.matchAll(/`((?:npx )?multiplex [^`]+)`/g)].map((match) => match[1] ?? '');
  return [...shown, ...scriptLines(text), ...inline].flatMap((line) => {
    const command = /(?:npx multiplex|^multiplex) (.*)/.exec(line)?.[1];
    return command === undefined ? [] : [command];
  });
}

/** What is wrong with the names in a command line, by the help of the command that it calls. */
async function commandFault(line: string): Promise<string | undefined> {
  const all = words(line.replaceAll(/[[\]…]/g, ''));
  const [command = '', second = ''] = all;
  const group =
    ['release', 'rollout', 'notices'].includes(command) && second !== '' && !second.startsWith('-');
  const host = fakeHost(PROJECT);
  if ((await run(group ? [command, second, '--help'] : [command, '--help'], host)) !== 0) {
    return 'no such command';
  }
  const help = host.printed.out;
  if (group && !help.startsWith(`Usage: multiplex ${command} ${second}`)) {
    return `no ${second} in ${command}`;
  }
  const missing = all
    .filter((word) => word.startsWith('--'))
    .map((word) => word.split('=')[0] ?? '')
    .find((option) => !help.includes(option));
  return missing === undefined ? undefined : `no option ${missing}`;
}
