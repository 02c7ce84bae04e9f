import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { EXIT } from '../exit-code';
import type { Chapter } from './chapter';
import { EXAMPLE, PLANTED_ERROR_PERCENT } from './example';
import { lookAtStacks, STATE_FOLDER } from './local-state';
import { claimOrder, claimPutBack } from './rollout-claims';
import { readRollout } from './rollout-facts';
import type { RolloutFacts } from './rollout-facts';
import { timelineRows } from './rollout-timeline';
import type { Stage } from './stage';

const { newer, unlucky } = EXAMPLE;

/** Minutes without anything to do for which a command of the roll-out stays. */
const STAY_MINUTES = 5;
/** Commands that go on with the roll-out before the tour gives up on its coming to rest. */
const ROUNDS_MAX = 60;

export const ROLL_OUT: Chapter = {
  title: 'Canary first, then ring by ring, until something is wrong',
  tell: async (stage) => {
    plantFault(stage);
    const before = await lookAtStacks(stage.folder);
    const facts = await runUntilRest(stage);
    claimOrder(stage, facts);
    claimPutBack(stage, facts, before, await lookAtStacks(stage.folder));
    await stage.run(['rollout', 'status', ...stage.engineOptions]);
  },
};

/** Says what viewers of one tenant will meet on the newer release. */
function plantFault(stage: Stage): void {
  const file = `${STATE_FOLDER}/traffic.json`;
  const traffic = { [`tenants/${unlucky}`]: { errorPercent: PLANTED_ERROR_PERCENT, release: newer } };
  const text = JSON.stringify(traffic);
  stage.say(
    `The local engine has no viewers, so it makes them up. By default one request in a thousand fails; the tour plants that on ${newer} more do for ${unlucky}, a tenant of the second ring. The roll-out does not know.`,
  );
  writeFileSync(join(stage.folder, file), text);
  stage.show(`cat ${file}`, [text]);
}

/** Goes on with the roll-out whenever something is due, as a scheduled job would, but for the waiting. */
async function runUntilRest(stage: Stage): Promise<RolloutFacts> {
  const { engineOptions, clock } = stage;
  const stay = ['--stay', String(STAY_MINUTES), ...engineOptions];
  await stage.run(['rollout', 'start', '--to', newer, '--yes', ...stay], {
    only: (line) => /^(\d+ stacks change|Roll-out|Waiting|Nothing)/.test(line),
  });
  stage.say(
    `That command leaves when nothing is due for ${STAY_MINUTES} minutes. Whenever something is, the tour’s clock is put forward to it and this goes on; each line is what the ledger got, in the time of whom it is about:`,
  );
  const resume = stage.series(['rollout', 'resume', ...stay], [EXIT.fine, EXIT.no]);
  let facts = await readRollout(stage);
  for (let round = 0; round < ROUNDS_MAX && facts.due !== undefined; round += 1) {
    clock.passTo(facts.due);
    const seen = facts.entries.length;
    await resume.again();
    facts = await readRollout(stage);
    resume.tell(timelineRows(facts.state.plan, facts.entries, seen));
  }
  resume.end((line) => /^(Halted|Next)/.test(line));
  return facts;
}
