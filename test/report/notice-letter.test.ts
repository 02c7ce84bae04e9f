import { letterMarkdown, letterText } from '../../lib/report/notice-letter';
import { noticesText } from '../../lib/report/notice-table';
import { noticeOf, plannedNotices, RELEASE, sent } from '../notice/notice-requests';

const FACTS = { fleet: 'northlight', release: RELEASE, news: ['Players can report *what* was shown.'] };

describe('the letter to a client', () => {
  const notice = noticeOf(plannedNotices(), 'acme');

  test('says in words when, what is new, where to try it, and whom to answer', () => {
    const text = letterText(notice, { ...FACTS, answerTo: 'updates@northlight.example' });
    expect(text).toMatch(/^To: \S+@\S+\nSubject: Update of Acme on Tuesday 24 November 2026\n/);
    expect(text).toContain('WHEN\nTuesday 24 November 2026, 02:00 to 06:00 (America/New_York).');
    expect(text).toContain('WHAT IS NEW\n  * Players can report *what* was shown.');
    expect(text).toMatch(
      /TRY IT FIRST\nYou can try version 2026\.11\.0 at https:\/\/canary\.\S+, which already runs it/,
    );
    expect(text).toContain('Please write to updates@northlight.example');
  });

  test('names both days of a window over midnight', () => {
    const text = letterText(noticeOf(plannedNotices(), 'lumen'), FACTS);
    expect(text).toContain(
      'Saturday 21 November 2026, 22:00 to Sunday 22 November 2026, 04:00 (Europe/Dublin)',
    );
  });

  test('is the same as Markdown, in which nothing that people wrote is a mark', () => {
    const markdown = letterMarkdown(notice, FACTS);
    expect(markdown).toMatch(/^# Update of Acme on Tuesday 24 November 2026\n\nDear team of Acme,\n/);
    expect(markdown).toContain('## What is new\n\n- Players can report \\*what\\* was shown.\n');
    expect(markdown).toContain('Please answer this letter');
  });

  test('about another date names the one that it replaces', () => {
    const start = Date.parse('2026-12-07T00:00:00Z');
    const changed = plannedNotices({ ...sent('acme', notice.dates), start, isStartFixed: true });
    const text = letterText(noticeOf(changed, 'acme'), FACTS);
    expect(text).toContain('Subject: New date for the update of Acme: Tuesday 8 December 2026');
    expect(text).toContain(
      'The window of Tuesday 24 November 2026, 02:00 to 06:00 (America/New_York) does not hold',
    );
  });

  test.each([
    [undefined, 'There is no time left to try it before.'],
    [notice.dates.testing, 'is not offered any more.'],
  ])('says that there is no time to try it', (withdrawn, words) => {
    const { testing: _, ...dates } = notice.dates;
    const without = { ...notice, dates, ...(withdrawn === undefined ? {} : { withdrawn }) };
    expect(letterText(without, FACTS)).toContain(words);
  });
});

describe('the table of notices', () => {
  test('has those to tell first on top, and a line to copy', () => {
    const [heading, , first, second] = noticesText(plannedNotices()).split('\n');
    expect(heading).toBe('2026.11.0: 2 clients to tell, 3 clients to move.');
    expect(first).toMatch(/^tenants\/acme .*Tuesday 2026-11-17 02:00 America\/New_York .*not told$/);
    expect(second).toMatch(/^tenants\/lumen /);
    expect(noticesText(plannedNotices())).toContain(
      'npx multiplex notices sent acme lumen --release 2026.11.0 --letters notices\n',
    );
  });

  test('names who is late, who stays and who is there', () => {
    const facts = { 'tenants/lumen': { sentAt: 0, objectedAt: 0 } };
    const text = noticesText(plannedNotices({ facts, isStartFixed: true }));
    expect(text).toMatch(/^tenants\/acme should have been told by Tuesday 2026-11-10 .*Tell it today/m);
    expect(text).toMatch(/^tenants\/lumen stays: the client objected\. Agree with it/m);
    const there = { 'tenants/canary': RELEASE };
    expect(noticesText(plannedNotices({}, undefined, there))).toContain(
      'There already, and not told: tenants/canary.\n',
    );
  });
});
