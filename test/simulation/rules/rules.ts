import { freeze, notice, window } from './calendar-rules';
import { concurrency } from './concurrency';
import { ends, filesSay, nobodyForgotten, overIsOver } from './ending-rules';
import { askedOnce, oneWriter, replayed, soundLedger } from './ledger-rules';
import {
  againOnlyWhenAsked,
  intendedFirst,
  otherHands,
  ownedOnce,
  skippedStays,
  trueOutcomes,
} from './operation-rules';
import { bake, cellFirst, loneCanary, ringOrder } from './order-rules';
import { failedIsBack, knownDigest, putBack } from './rest-rules';
import type { Rule } from './rule';
import { stoppedLine } from './stopped-line';

/** What holds in every roll-out, whatever happens. */
export const RULES: readonly Rule[] = [
  stoppedLine,
  window,
  freeze,
  notice,
  concurrency,
  loneCanary,
  cellFirst,
  ringOrder,
  bake,
  intendedFirst,
  ownedOnce,
  trueOutcomes,
  otherHands,
  againOnlyWhenAsked,
  skippedStays,
  knownDigest,
  failedIsBack,
  putBack,
  soundLedger,
  oneWriter,
  askedOnce,
  replayed,
  overIsOver,
  nobodyForgotten,
  filesSay,
  ends,
];
