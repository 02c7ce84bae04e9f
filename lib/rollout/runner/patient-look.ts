import { EngineUnavailable } from '../ports';
import type { Clock, Engine, StackDescription, StackTarget } from '../ports';

const TRIES_MAX = 6;
const PAUSE_MILLISECONDS = 1_000;

/**
 * What an engine has of a stack; asked again some times where there was no answer.
 *
 * @throws EngineUnavailable when there is none in the end.
 */
export async function patientLook(
  { engine, clock }: { readonly engine: Pick<Engine, 'describe'>; readonly clock: Clock },
  target: StackTarget,
): Promise<StackDescription> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await engine.describe(target);
    } catch (error) {
      if (!(error instanceof EngineUnavailable) || tries >= TRIES_MAX) {
        throw error;
      }
      await clock.sleepUntil(clock.now() + PAUSE_MILLISECONDS * 2 ** tries);
    }
  }
}
