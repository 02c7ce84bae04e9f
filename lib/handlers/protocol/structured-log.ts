/** Where finished lines go. */
export type LogSink = (line: string) => void;

type LogLevel = 'info' | 'warn' | 'error';

/** What every line of one request says: who, at which release, for which request of CloudFormation. */
export type LogSubject = Readonly<Record<'fleet' | 'cell' | 'tenant' | 'release' | 'requestId', string>>;

/** Fields of one line. Callers pass nothing that came from a service unless it went through `redact`. */
type LogFields = Readonly<Record<string, string | number | boolean>>;

/** Writes `{"level","event",…subject,…fields}` as one line of JSON. `event` is a constant such as `brand.published`. */
export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;

export function logFor(sink: LogSink, subject: LogSubject): Log {
  return (level, event, fields = {}) => sink(JSON.stringify({ level, event, ...subject, ...fields }));
}
