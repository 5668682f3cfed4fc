// Numbers and times as people read them. Times are in UTC everywhere, as in the certificates.

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d):(\d\d)Z$/;

export function isTime(text: string): boolean {
  return RFC3339.test(text);
}

/** Now, in whole seconds. */
export function now(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

/** 3 March 2026. */
export function formatDate(time: string): string {
  const [, year, month, day] = RFC3339.exec(time) ?? [];
  return year ? `${Number(day)} ${MONTHS[Number(month) - 1]} ${Number(year)}` : time;
}

/** 3 March 2026, 12:00 UTC; seconds only where there are any. */
export function formatTime(time: string): string {
  const [, , , , minutes, seconds] = RFC3339.exec(time) ?? [];
  return minutes ? `${formatDate(time)}, ${minutes}${seconds === '00' ? '' : `:${seconds}`} UTC` : time;
}

const UNITS: readonly [number, string][] = [
  [365.2425 * 86400, 'year'],
  [86400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** The time between two moments in the largest unit that counts to two, or else in seconds. */
export function formatDistance(from: string, to: string): string {
  const seconds = Math.abs(Date.parse(to) - Date.parse(from)) / 1000;
  const [size, unit] = UNITS.find(([size]) => seconds >= 2 * size) ?? [1, 'second'];
  const count = Math.floor(seconds / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

export function formatBytes(length: number): string {
  if (length < 1000) return count(length, 'byte');
  const [size, unit] = length < 1e6 ? [1e3, 'kB'] : [1e6, 'MB'];
  return `${(length / size).toFixed(1)} ${unit}`;
}

export function count(number: number, noun: string, several = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : several}`;
}

/** Pairs of hexadecimal digits with colons between them, as other tools print them. */
export function colons(hex: string): string {
  return hex.toUpperCase().replace(/..(?=.)/g, '$&:');
}

/** 10,000: thousands apart, as English has them. */
export function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
