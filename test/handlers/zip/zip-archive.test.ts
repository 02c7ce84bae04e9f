import fc from 'fast-check';

import { openArchive } from '../../../lib/handlers/zip/zip-archive';
import {
  ARCHIVE_BYTES_MAX,
  ARCHIVE_ENTRIES_MAX,
  FILE_BYTES_MAX,
  PATH_LENGTH_MAX,
  TOTAL_BYTES_MAX,
} from '../../../lib/handlers/zip/zip-limits';
import { zip, type ZipFile } from '../fakes/zip-writer';

const LOGO: ZipFile = { name: 'logo.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"/>' };

function reasonFor(archive: Buffer): string {
  const opened = openArchive(archive);
  return opened.kind === 'refused' ? opened.reason : 'accepted';
}

describe('a sound archive', () => {
  it('gives its files with their content, whether stored, deflated or streamed', () => {
    const font = Buffer.from([0, 1, 2, 255]);
    const archive = zip([
      LOGO,
      { name: 'theme.css', content: 'a{}', method: 0 },
      { name: 'fonts/', method: 0, externalAttributes: 0o040755 * 0x10000 },
      { name: 'fonts/body.woff2', content: font, streamed: true },
      { name: 'empty.json', content: '', method: 0 },
    ]);
    expect(openArchive(archive)).toEqual({
      kind: 'accepted',
      value: [
        { path: 'logo.svg', content: Buffer.from(String(LOGO.content)) },
        { path: 'theme.css', content: Buffer.from('a{}') },
        { path: 'fonts/body.woff2', content: font },
        { path: 'empty.json', content: Buffer.alloc(0) },
      ],
    });
  });
});

describe('a hostile archive is refused when', () => {
  const paths = [
    '/etc/passwd',
    '../up.svg',
    'a/../../up.svg',
    'a/./b.svg',
    'a//b.svg',
    '.hidden.svg',
    'a\\b.svg',
    'C:/x.svg',
    'logo.svg\u0000.png',
    'lógo.svg',
    'logo .svg',
    '',
    `${'x'.repeat(PATH_LENGTH_MAX)}.svg`,
  ];
  it.each(paths)('a path is %j', (name) => {
    expect(reasonFor(zip([{ ...LOGO, name }]))).toContain('is not a plain relative path');
  });

  const entries: [string, Partial<ZipFile>, string][] = [
    ['a symbolic link', { externalAttributes: 0o120777 * 0x10000 }, 'is a link or a special file'],
    ['a device', { externalAttributes: 0o060644 * 0x10000 }, 'is a link or a special file'],
    ['a set-user-id file', { externalAttributes: 0o104755 * 0x10000 }, 'is a link or a special file'],
    [
      'a folder by mode but not by name',
      { externalAttributes: 0o040755 * 0x10000 },
      'is a link or a special file',
    ],
    ['encrypted', { flags: 1 }, 'is encrypted'],
    ['strongly encrypted', { flags: 0x40 }, 'is encrypted'],
    ['compressed another way', { method: 12 }, 'uses another compression'],
    ['of another checksum', { crc: 1 }, 'does not match its directory or checksum'],
    ['of another name in its local header', { localName: 'evil.svg' }, 'does not match its directory'],
    ['longer than it says', { inflatedBytes: 3 }, 'does not match its directory'],
    ['shorter than it says', { inflatedBytes: 300 }, 'does not match its directory'],
    [
      'followed by bytes that inflating never reads',
      { tail: Buffer.from('PK hidden') },
      'does not match its directory',
    ],
    ['zip64', { extra: Buffer.from([1, 0, 4, 0, 0, 0, 0, 0]) }, 'zip64'],
    ['larger than a file may be', { inflatedBytes: FILE_BYTES_MAX + 1 }, 'is larger than'],
  ];
  it.each(entries)('an entry is %s', (_, lie, reason) => {
    expect(reasonFor(zip([{ ...LOGO, ...lie }]))).toContain(reason);
  });

  it('a few bytes inflate to megabytes', () => {
    const bomb = zip([{ name: 'bomb.svg', content: Buffer.alloc(FILE_BYTES_MAX) }]);
    expect(bomb.length).toBeLessThan(10_000);
    expect(reasonFor(bomb)).toContain('times its size');
  });

  it('all its files together are too large', () => {
    const file = { content: 'x'.repeat(30_000), inflatedBytes: TOTAL_BYTES_MAX / 4, method: 0 };
    const files = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ ...file, name: `${name}.css` }));
    expect(reasonFor(zip(files))).toContain('inflates to more than');
  });

  it('one path appears twice, also in another case', () => {
    expect(reasonFor(zip([LOGO, LOGO]))).toContain('twice');
    expect(reasonFor(zip([LOGO, { ...LOGO, name: 'LOGO.svg' }]))).toContain('twice');
  });

  it('there are too many entries, or too many bytes', () => {
    const many = Array.from({ length: ARCHIVE_ENTRIES_MAX + 1 }, (_, at) => ({ name: `${at}.css` }));
    expect(reasonFor(zip(many))).toContain('entries');
    expect(reasonFor(Buffer.alloc(ARCHIVE_BYTES_MAX + 1))).toContain('larger than');
  });

  it.each([
    ['before its first entry', { before: Buffer.from('#!/bin/sh\n') }],
    ['between its entries and its directory', { betweenDirectory: Buffer.from('hidden') }],
    ['in a comment', { comment: 'hidden' }],
    ['in entries that it does not count', { count: 0 }],
  ])('bytes hide %s', (_, lie) => {
    expect(reasonFor(zip([LOGO], lie))).toMatch(/does not account for|does not end as/);
  });

  it('bytes follow its end', () => {
    expect(reasonFor(Buffer.concat([zip([LOGO]), Buffer.from('more')]))).toContain('does not end as');
  });

  it('more entries are counted than there are', () => {
    expect(reasonFor(zip([LOGO], { count: 2 }))).toContain('cut short');
  });

  it('its bytes are no zip archive at all', () => {
    expect(reasonFor(Buffer.from('GIF89a'))).toContain('does not end as');
  });
});

describe('whatever the bytes', () => {
  const SAFE_PATH = /^(?!.*(^|\/)\.)[A-Za-z0-9._/-]+$/;

  function expectNothingOutside(archive: Buffer): void {
    const opened = openArchive(archive);
    if (opened.kind === 'refused') {
      return;
    }
    for (const { path, content } of opened.value) {
      expect(path).toMatch(SAFE_PATH);
      expect(path.startsWith('/')).toBe(false);
      expect(content.length).toBeLessThanOrEqual(FILE_BYTES_MAX);
    }
  }

  it('an archive is opened or refused, and never yields a path outside', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => expectNothingOutside(Buffer.from(bytes))),
      { numRuns: 500 },
    );
  });

  it('a sound archive with a few bytes changed is opened or refused', () => {
    const sound = zip([LOGO, { name: 'fonts/a.woff2', content: 'font', streamed: true }]);
    const change = fc.tuple(fc.nat(sound.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const archive = Buffer.from(sound);
        for (const [at, value] of changes) {
          archive[at] = value;
        }
        expectNothingOutside(archive);
      }),
      { numRuns: 2_000 },
    );
  });

  it('any names and contents come back as they went in, or are refused', () => {
    const file = fc.record({ name: fc.string({ maxLength: 20 }), content: fc.string({ maxLength: 100 }) });
    fc.assert(
      fc.property(fc.array(file, { maxLength: 5 }), (files) => {
        const opened = openArchive(zip(files));
        if (opened.kind === 'refused') {
          return;
        }
        const expected = files.filter(({ name }) => !name.endsWith('/'));
        expect(opened.value.map(({ path, content }) => [path, content.toString()])).toEqual(
          expected.map(({ name, content }) => [name, content]),
        );
      }),
    );
  });
});
