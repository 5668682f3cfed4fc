import { AnchorlightError } from './error.js';

const RFC_3339 = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/i;
const FORMS = 'a Date, RFC 3339 text such as "2026-11-23T12:00:00Z", or milliseconds since 1970';

/** Whole seconds since 1970-01-01T00:00:00Z; without a time, now. */
export function seconds(time: unknown): number {
  const milliseconds = time === undefined ? Date.now() : read(time);
  // The same bound as a Date's own, which also refuses NaN and the infinities.
  if (milliseconds === undefined || Number.isNaN(new Date(milliseconds).getTime())) {
    throw new AnchorlightError('request.time', `time: expected ${FORMS}, got ${describe(time)}`);
  }
  return Math.floor(milliseconds / 1000);
}

/** RFC 3339 in UTC, of seconds since 1970. */
export function rfc3339(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, -5)}Z`;
}

function read(time: unknown): number | undefined {
  if (typeof time === 'number') return time;
  if (typeof time === 'string') return parse(time);
  // Told by its tag: a Date may come from another frame.
  if (Object.prototype.toString.call(time) === '[object Date]') return (time as Date).getTime();
  return undefined;
}

function parse(text: string): number | undefined {
  const match = RFC_3339.exec(text);
  if (!match) return undefined;
  const [, day, clock, , sign, hours, minutes] = match;
  const local = Date.parse(`${day}T${clock}Z`);
  // Date.parse turns 30 February into 2 March; such text is a mistake.
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(`${day}T${clock}`)) return undefined;
  if (sign === undefined) return local;
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '+' ? local - offset : local + offset;
}

function describe(time: unknown): string {
  if (typeof time === 'string') return JSON.stringify(time.slice(0, 80));
  if (time instanceof Date) return 'an invalid Date';
  return typeof time === 'number' ? String(time) : typeof time;
}
