import { CONTENT_PROBLEMS_MAX, SVG_DEPTH_MAX } from '../../../lib/fleet/limits';
import { findSvgFaults } from '../../../lib/fleet/brand/svg';

const NAMESPACE = 'http://www.w3.org/2000/svg';

function codesOf(text: string): string[] {
  return findSvgFaults(text).map(({ code }) => code);
}

function codesInside(content: string, attributes = ''): string[] {
  return codesOf(`<svg xmlns="${NAMESPACE}" ${attributes}>${content}</svg>`);
}

test('a drawing with gradients, clips, text, styles and its own references is allowed', () => {
  const drawing = `<?xml version="1.0" encoding="UTF-8"?>
<!-- A logo. -->
<svg xmlns="${NAMESPACE}" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" xml:space="preserve">
  <title>Rally &amp; friends</title>
  <defs>
    <style>.a { fill: url(#g); } <![CDATA[ .b > .c { stroke: red } ]]></style>
    <linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient>
    <filter id="f"><feGaussianBlur stdDeviation="2"/></filter>
  </defs>
  <g class="a" filter="url('#f')" style="fill: url( #g )"><path d="M0 0h9v9z"/></g>
  <use href="#g"/><use xlink:href="#g"/><text x="1">On air</text>
</svg>`;
  expect(findSvgFaults(drawing)).toEqual([]);
});

test.each([
  ['script', '<script>alert(1)</script>'],
  ['script of another namespace', '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>'],
  ['script of no known namespace', '<script xmlns="x">alert(1)</script>'],
  ['script in capitals', '<SCRIPT>alert(1)</SCRIPT>'],
])('%s is refused', (_, content) => {
  expect(codesInside(content)).toContain('BRAND-021');
});

test('foreignObject is refused', () => {
  expect(codesInside('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>')).toEqual(
    ['BRAND-022', 'BRAND-023'],
  );
});

test.each([
  '<a href="#x"/>',
  '<image href="#x"/>',
  '<animate attributeName="href" to="javascript:alert(1)"/>',
  '<set attributeName="onload" to="alert(1)"/>',
  '<feImage href="#x"/>',
  '<iframe/>',
  '<metadata/>',
  '<x:rect xmlns:x="http://example.com/not-svg"/>',
  '<rect xmlns=""/>',
])('an element that does more than draw is refused: %s', (content) => {
  expect(codesInside(content)).toEqual(['BRAND-023']);
});

test.each(['onload="x()"', 'ONLOAD="x()"', 'onclick=""', 'xmlns:s="x" s:onload="x()"'])(
  'an event handler is refused: %s',
  (attribute) => {
    expect(codesInside('', attribute)).toEqual(['BRAND-024']);
  },
);

test.each([
  '<use href="https://example.com/a.svg#b"/>',
  '<use href="//example.com/a.svg"/>',
  '<use href="other.svg#b"/>',
  '<use href="javascript:alert(1)"/>',
  '<use href="&#x6a;avascript:alert(1)"/>',
  '<use href="data:image/svg+xml;base64,AAAA"/>',
  '<use href=" #a"/>',
  '<use href=""/>',
  '<use xmlns:l="http://www.w3.org/1999/xlink" l:href="https://example.com"/>',
  '<rect fill="url(https://example.com/a)"/>',
  '<rect fill="URL( \'https://example.com/a\' )"/>',
  '<rect style="fill: url(other.svg#a)"/>',
  '<rect style="fill: url("/>',
  '<style>rect { fill: url(https://example.com/a) }</style>',
  '<style><![CDATA[ rect { fill: u]]><!-- split -->rl(//example.com/a) }</style>',
])('a reference that leads out of the file is refused: %s', (content) => {
  expect(codesInside(content)).toEqual(['BRAND-025']);
});

test('an import in a style is refused, also in two halves', () => {
  expect(codesInside('<style>@import "https://example.com/a.css";</style>')).toEqual(['BRAND-030']);
  expect(codesInside('<style>@im<!-- split -->port "a.css";</style>')).toEqual(['BRAND-030']);
  expect(codesInside('<style>@im<title>split</title>port "a.css";</style>')).toContain('BRAND-023');
});

test('an escape in a style or attribute is refused, since it can spell url', () => {
  expect(codesInside(String.raw`<style>rect { fill: u\72l(//example.com) }</style>`)).toEqual(['BRAND-032']);
  expect(codesInside(String.raw`<rect fill="u\72l(//example.com)"/>`)).toEqual(['BRAND-032']);
});

test('a document type and its entities are refused', () => {
  const text = `<!DOCTYPE svg [<!ENTITY x "y">]>\n<svg xmlns="${NAMESPACE}"/>`;
  expect(codesOf(text)).toEqual(['BRAND-026']);
  expect(codesOf(`<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="${NAMESPACE}">&x;</svg>`)).toEqual([
    'BRAND-026',
    'BRAND-020',
  ]);
});

test('a processing instruction is refused, and the XML declaration is none', () => {
  const sheet = '<?xml-stylesheet href="https://example.com/a.css"?>';
  expect(codesOf(`<?xml version="1.0"?>${sheet}<svg xmlns="${NAMESPACE}"/>`)).toEqual(['BRAND-027']);
});

test('another declared encoding is refused, because the browser would read another text', () => {
  expect(codesOf(`<?xml version="1.0" encoding="UTF-7"?><svg xmlns="${NAMESPACE}"/>`)).toEqual(['BRAND-014']);
});

test.each(['xml:base="https://example.com/"', 'xmlns:i="http://example.com/draw" i:label="x"'])(
  'an attribute of another namespace is refused: %s',
  (attribute) => {
    expect(codesInside('', attribute)).toEqual(['BRAND-028']);
  },
);

test.each([
  '',
  'not xml',
  '<svg',
  `<svg xmlns="${NAMESPACE}">`,
  `<svg xmlns="${NAMESPACE}"><g></svg>`,
  `<svg xmlns="${NAMESPACE}" a="1" a="2"/>`,
  `<svg xmlns="${NAMESPACE}"/><script/>`,
  `<svg xmlns="${NAMESPACE}" x:y="1"/>`,
])('what is not well-formed is refused, once: %j', (text) => {
  expect(codesOf(text)).toEqual(['BRAND-020']);
});

test('a root that is not the svg element of the SVG namespace is refused', () => {
  expect(codesOf('<svg/>')).toContain('BRAND-020');
  expect(codesOf(`<g xmlns="${NAMESPACE}"/>`)).toEqual(['BRAND-020']);
  expect(codesOf('<html xmlns="http://www.w3.org/1999/xhtml"/>')).toEqual(['BRAND-020', 'BRAND-023']);
});

test('a fault is at the beginning of the element that has it', () => {
  const text = `<svg xmlns="${NAMESPACE}">\n  <g>\n    <rect onclick="x()"/></g></svg>`;
  expect(findSvgFaults(text).map(({ offset }) => offset)).toEqual([text.indexOf('<rect')]);
});

test('nesting beyond the limit is refused, and hostile depth takes no time', () => {
  const nested = (depth: number): string => `${'<g>'.repeat(depth)}${'</g>'.repeat(depth)}`;
  expect(codesInside(nested(SVG_DEPTH_MAX - 1))).toEqual([]);
  expect(codesInside(nested(SVG_DEPTH_MAX))).toEqual(['BRAND-029']);
  expect(codesInside('<g>'.repeat(150_000))).toEqual(['BRAND-029']);
});

test('a drawing longer than one chunk of the parser is read as one', () => {
  const path = `<path d="${'M0 0h9v9z '.repeat(2000)}"/>`;
  expect(codesInside(path.repeat(3))).toEqual([]);
  expect(codesInside(`<style>${' '.repeat(4070)}@import "a";</style>`)).toEqual(['BRAND-030']);
  const text = `<svg xmlns="${NAMESPACE}">${path}<rect onclick=""/></svg>`;
  expect(findSvgFaults(text).map(({ offset }) => offset)).toEqual([text.indexOf('<rect')]);
});

test('a drawing full of faults is given up after a named number of them', () => {
  const count = codesInside('<script/>'.repeat(50_000)).length;
  expect(count).toBeGreaterThanOrEqual(CONTENT_PROBLEMS_MAX);
  expect(count).toBeLessThan(2 * CONTENT_PROBLEMS_MAX);
});
