import { answerBody, failed, succeeded, type Ending } from './protocol/custom-resource-answer';
import { parseEnvelope, type Envelope } from './protocol/custom-resource-event';
import { deliverAnswer } from './protocol/deliver-answer';
import type { Outcome } from './outcome';
import { performRequest } from './perform-request';
import type { ProvisionerPorts } from './provisioner-ports';
import { parseRequest, type ProvisioningRequest } from './protocol/provisioning-request';
import { redact } from './protocol/redaction';
import { logFor, type Log } from './protocol/structured-log';
import { withinTime, workDeadline } from './protocol/watchdog';

/** Kept back from the time for answering, to return before Lambda ends the process. */
const LAST_MOMENT_MS = 500;

/**
 * Serves one event of CloudFormation: does what it asks and answers once, before `remainingMs` have gone by. An event
 * that cannot be answered is logged. Never throws, since Lambda would run the event again.
 */
export async function provision(event: unknown, remainingMs: number, ports: ProvisionerPorts): Promise<void> {
  const arrival = ports.clock.now();
  const envelope = parseEnvelope(event);
  if (envelope === undefined) {
    logOf(ports)('error', 'event.unanswerable');
    return;
  }
  const request = parseRequest(envelope, arrival);
  const log = logOf(ports, envelope, request);
  log('info', 'request.received', { type: envelope.requestType, resource: envelope.resourceType });
  const ending = await withinTime(
    ports.clock,
    workDeadline(arrival, remainingMs),
    (signal) => perform(envelope, request, ports, signal, log),
    failed('The provisioner ran out of time and stopped. Try again; what is done already is kept.'),
  );
  logEnding(log, ending, ports.clock.now() - arrival);
  await answer(envelope, ending, arrival + remainingMs - LAST_MOMENT_MS, ports, log);
}

function perform(
  envelope: Envelope,
  request: Outcome<ProvisioningRequest>,
  ports: ProvisionerPorts,
  signal: AbortSignal,
  log: Log,
): Promise<Ending> {
  // What was refused when it was to be created never was, and is deleted already.
  if (request.kind === 'refused') {
    return Promise.resolve(envelope.requestType === 'Delete' ? succeeded() : failed(redact(request.reason)));
  }
  if (ports.cell.kind === 'refused') {
    return Promise.resolve(failed(ports.cell.reason));
  }
  const patience = { clock: ports.clock, chance: ports.chance, signal };
  return performRequest(request.value, { cell: ports.cell.value, patience, log });
}

async function answer(
  envelope: Envelope,
  ending: Ending,
  deadline: number,
  { clock, chance, answers }: ProvisionerPorts,
  log: Log,
): Promise<void> {
  const stop = new AbortController();
  const delivered = new AbortController();
  const deadlineReached = clock.alarm(deadline, delivered.signal).then(() => stop.abort());
  const patience = { clock, chance, signal: stop.signal };
  await deliverAnswer(answers, envelope.responseUrl, answerBody(envelope, ending), patience, log);
  delivered.abort();
  await deadlineReached;
}

function logOf(ports: ProvisionerPorts, envelope?: Envelope, request?: Outcome<ProvisioningRequest>): Log {
  const known = request?.kind === 'accepted' ? request.value : undefined;
  const { fleet, cell } = ports.cell.kind === 'accepted' ? ports.cell.value : { fleet: '', cell: '' };
  return logFor(ports.sink, {
    fleet,
    cell,
    tenant: known?.tenant ?? '',
    release: known?.release ?? '',
    requestId: redact(envelope?.requestId ?? ''),
  });
}

function logEnding(log: Log, ending: Ending, milliseconds: number): void {
  if (ending.kind === 'succeeded') {
    log('info', 'request.succeeded', { milliseconds });
  } else {
    log('error', 'request.failed', { milliseconds, reason: ending.reason });
  }
}
