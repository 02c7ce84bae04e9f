import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { isPlainSvg } from '../../../lib/fleet/brand/plain-svg';
import { findSvgFaults } from '../../../lib/fleet/brand/svg';
import { SeededRandom } from '../../bench/fleet/seeded-random';
import { PROJECT } from '../../render/example-fleet';

const ROOT = '<svg xmlns="http://www.w3.org/2000/svg">';

/** Whether the drawing is plain. One that is has no fault, whoever looks for it. */
function isPlainAndSound(text: string): boolean {
  const plain = isPlainSvg(text);
  if (plain && findSvgFaults(text).length > 0) {
    throw new Error(`${JSON.stringify(text)} was taken for plain: ${JSON.stringify(findSvgFaults(text))}`);
  }
  return plain;
}

const LOGOS = readdirSync(join(PROJECT, 'tenants'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.svg'))
  .map((path) => readFileSync(join(PROJECT, 'tenants', path), 'utf8'));

test('most drawings of the example fleet are plain', () => {
  expect(LOGOS.filter(isPlainAndSound).length).toBeGreaterThan(LOGOS.length / 2);
});

test.each([
  `${ROOT}</svg>`,
  `${ROOT}<title>Ärger – 東京</title>\n<g fill="red">\n<path d="M0 0h9v9z"/></g></svg >\n`,
  '<svg xmlns="http://www.w3.org/2000/svg"\n  viewBox="0 0 9 9"\n/>',
])('%j is plain', (text) => {
  expect(isPlainAndSound(text)).toBe(true);
});

test.each([
  ['another element', `${ROOT}<script/></svg>`],
  ['a style', `${ROOT}<style>a{}</style></svg>`],
  ['an element in capitals', `${ROOT}<PATH/></svg>`],
  ['an event handler', `${ROOT}<path ONload="x"/></svg>`],
  ['a reference', `${ROOT}<use href="#a"/></svg>`],
  ['a function', `${ROOT}<path fill="url(#a)"/></svg>`],
  ['a prefix', `${ROOT}<path x:a="b"/></svg>`],
  ['another namespace', `${ROOT}<g xmlns="http://example.com"/></svg>`],
  ['no namespace', '<svg></svg>'],
  ['another root', '<g xmlns="http://www.w3.org/2000/svg"/>'],
  ['an entity', `${ROOT}<title>&amp;</title></svg>`],
  ['an attribute that is there twice', `${ROOT}<path d="a" d="b"/></svg>`],
  ['attributes without space between them', `${ROOT}<path d="a"x="b"/></svg>`],
  ['a value without quotes', `${ROOT}<path d=a/></svg>`],
  ['a comment', `${ROOT}<!-- a --></svg>`],
  ['a declaration', `<?xml version="1.0"?>${ROOT}</svg>`],
  ['a DOCTYPE', `<!DOCTYPE svg>${ROOT}</svg>`],
  ['CDATA', `${ROOT}<title><![CDATA[a]]></title></svg>`],
  ['the end of a CDATA section', `${ROOT}<title>]]></title></svg>`],
  ['text after the end', `${ROOT}</svg>a`],
  ['text before the beginning', `a${ROOT}</svg>`],
  ['a second root', `${ROOT}</svg>${ROOT}</svg>`],
  ['an end that was not begun', `${ROOT}</g></svg>`],
  ['an end that is none', `${ROOT}<g></g/></svg>`],
  ['no end', ROOT],
  ['a control character', `${ROOT}<title>\u0007</title></svg>`],
  ['a carriage return', `${ROOT}\r\n</svg>`],
  ['too many levels', `${ROOT}${'<g>'.repeat(100)}${'</g>'.repeat(100)}</svg>`],
  ['nothing', ''],
])('a drawing with %s is read by the whole parser', (_, text) => {
  expect(isPlainSvg(text)).toBe(false);
});

const SEED = 20_261_123;
const EDITS = 20_000;

/** What edits put in: everything that means something to XML or to the rules, and some that does not. */
const PIECES = [
  ...[
    '<',
    '>',
    '/',
    '</',
    '/>',
    '"',
    "'",
    '=',
    ' ',
    '\n',
    '&',
    '&amp;',
    ';',
    ':',
    '-',
    ']]>',
    '<!--',
    '<?x?>',
  ],
  ...[
    'a',
    'on',
    ' onload="x"',
    ' href="x"',
    ' xlink:href="#a"',
    ' xmlns="x"',
    ' xml:lang="a"',
    'url(x)',
    '\\',
    '@',
  ],
  ...[
    '<g>',
    '</g>',
    '<g/>',
    '<script>',
    '<style>',
    '</svg>',
    '<svg>',
    '\u00e9',
    '\u0000',
    '\ud800',
    '\ufffe',
    '(',
    '\t',
  ],
];

test('no edit of a drawing makes a plain one of it that has a fault', () => {
  const random = new SeededRandom(SEED);
  let plain = 0;
  for (let count = 0; count < EDITS; count += 1) {
    let text = random.pick(LOGOS);
    for (let edits = random.integer(1, 3); edits > 0; edits -= 1) {
      const at = random.integer(0, text.length);
      text = text.slice(0, at) + random.pick(PIECES) + text.slice(at + random.integer(0, 3));
    }
    plain += isPlainAndSound(text) ? 1 : 0;
  }
  // Enough of them stay plain for the comparison to mean something.
  expect(plain).toBeGreaterThan(EDITS / 20);
});
