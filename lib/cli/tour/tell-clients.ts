import { utcTime } from '../../report/utc-time';
import { loadFleet } from '../load-fleet';
import type { Chapter } from './chapter';
import { EXAMPLE } from './example';
import { DAY, NOTICE_DAYS } from './tour-clock';

const { newer } = EXAMPLE;

export const TELL_CLIENTS: Chapter = {
  title: 'A new release: who goes when',
  tell: async (stage) => {
    stage.say(
      `Clients have windows, quiet hours and days of notice, and a roll-out keeps to them. So they are told of ${newer} first.`,
    );
    const { engineOptions, clock } = stage;
    const { fleet } = await loadFleet({ cwd: stage.folder }, '.');
    const tenants = fleet?.tenants ?? [];
    const ids = tenants.map(({ id }) => id);
    const note = ['--note', 'By e-mail.'];
    await stage.run(['notices', 'sent', ...ids, '--release', newer, ...note, ...engineOptions], {
      lines: 2,
    });
    clock.passTo(clock.now() + NOTICE_DAYS * DAY);
    stage.say(
      `${NOTICE_DAYS} days pass. The tour has a clock of its own, which it puts forward where it would have to wait; it is ${utcTime(clock.now())} there now.`,
    );
    const longest = Math.max(...tenants.map(({ maintenance }) => maintenance.noticeDays));
    stage.hold(longest <= NOTICE_DAYS, `that is longer than anybody’s notice: ${longest} days at the most`);
    stage.say('This is the calendar if all goes well:');
    await stage.run(['rollout', 'simulate', '--to', newer, ...engineOptions], { lines: 22 });
  },
};
