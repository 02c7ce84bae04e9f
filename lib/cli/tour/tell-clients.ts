import { utcTime } from '../../report/utc-time';
import { loadFleet } from '../load-fleet';
import type { Chapter } from './chapter';
import { EXAMPLE } from './example';
import { NOTICE_DAYS, rolloutMonday } from './tour-clock';

const { newer } = EXAMPLE;

export const TELL_CLIENTS: Chapter = {
  title: 'A new release: who goes when',
  tell: async (stage) => {
    stage.say(
      `Clients have windows, quiet hours and days of notice, and a roll-out keeps to them. So they are told of ${newer} first.`,
    );
    const { engineOptions, clock } = stage;
    const { fleet } = await loadFleet({ cwd: stage.folder }, '.');
    const tenants = fleet?.tenants.map(({ id }) => id) ?? [];
    const note = ['--note', 'By e-mail.'];
    await stage.run(['notices', 'sent', ...tenants, '--release', newer, ...note, ...engineOptions], {
      lines: 2,
    });
    const before = clock.now();
    clock.passTo(rolloutMonday(before + NOTICE_DAYS * 86_400_000));
    stage.say(
      `${NOTICE_DAYS} days pass, which is longer than anybody’s notice. The tour has a clock of its own, which it puts forward where it would have to wait: it is ${utcTime(clock.now())} there now. This is the calendar if all goes well:`,
    );
    await stage.run(['rollout', 'simulate', '--to', newer, ...engineOptions], { lines: 22 });
  },
};
