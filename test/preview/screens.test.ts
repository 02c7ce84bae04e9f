import { diagnostic } from '../../lib/diagnostics/diagnostic';
import type { MadeScreen } from '../../lib/preview/make-screen';
import { Screens } from '../../lib/preview/screens';

const PROBLEM = diagnostic({
  code: 'PREVIEW-001',
  place: { file: 'tenants/a/tenant.yaml' },
  message: 'the stack cannot be previewed.',
  next: 'Mend it.',
});

const EMPTY: MadeScreen = { screen: undefined, problems: [] };

/** Screens whose makings are counted and can be held up, with the folders that are watched. */
function watchedScreens(openMax?: number): {
  readonly screens: Screens;
  readonly made: string[];
  readonly watched: Set<string>;
  readonly outcome: { next: () => Promise<MadeScreen> };
} {
  const made: string[] = [];
  const watched = new Set<string>();
  const outcome = { next: (): Promise<MadeScreen> => Promise.resolve(EMPTY) };
  const screens = new Screens({
    make: (id) => {
      made.push(id);
      return outcome.next();
    },
    watch: (id) => {
      watched.add(id);
      return () => void watched.delete(id);
    },
    ...(openMax === undefined ? {} : { openMax }),
  });
  return { screens, made, watched, outcome };
}

test('changes that come while a tenant is being made are one more making, after it', async () => {
  const { screens, made } = watchedScreens();
  const first = screens.show('a');
  await Promise.all([first, screens.renew('a'), screens.renew('a'), screens.renew('a')]);
  expect(made).toEqual(['a', 'a']);
});

test('whoever follows is told of changes and of nothing else', async () => {
  const { screens, outcome } = watchedScreens();
  const told: number[] = [];
  const unfollow = screens.follow('a', ({ problems }) => void told.push(problems.length));
  await screens.show('a');
  await screens.renew('a');
  outcome.next = () => Promise.resolve({ screen: undefined, problems: [PROBLEM] });
  await screens.renew('a');
  await screens.renew('a');
  unfollow();
  outcome.next = () => Promise.resolve(EMPTY);
  await screens.renew('a');
  expect(told).toEqual([1]);
});

test('a making that fails is told to whoever asked, and the next one asks again', async () => {
  const { screens, made, outcome } = watchedScreens();
  outcome.next = () => Promise.reject(new Error('ours'));
  await expect(screens.show('a')).rejects.toThrow('ours');
  outcome.next = () => Promise.resolve(EMPTY);
  expect(await screens.show('a')).toMatchObject({ id: 'a' });
  expect(made).toEqual(['a', 'a']);
});

test('of more tenants than may be open, those that nobody looks at and that were longest not asked for are let go', async () => {
  const { screens, watched } = watchedScreens(2);
  const unfollow = screens.follow('a', () => undefined);
  for (const id of ['a', 'b', 'c']) {
    await screens.show(id);
  }
  expect([...watched]).toEqual(['a', 'c']);
  unfollow();
  await screens.show('d');
  expect([...watched]).toEqual(['c', 'd']);
  screens.close();
  expect([...watched]).toEqual([]);
});

test('a tenant that nobody asked for is not made when its files change', async () => {
  const { screens, made } = watchedScreens();
  await screens.renew('a');
  expect(made).toEqual([]);
});
