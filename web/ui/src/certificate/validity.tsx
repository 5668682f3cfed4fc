import { formatDate, formatDistance, formatTime } from '../format.js';
import { Cross, Tick } from '../icons.js';

interface Props {
  period: { notBefore: string; notAfter: string };
  time: string;
}

/** A validity period as a bar, with the time checked on it. */
export function Validity({ period: { notBefore, notAfter }, time }: Props) {
  const [from, to, now] = [notBefore, notAfter, time].map(Date.parse) as [number, number, number];
  const state = now < from ? 'early' : now > to ? 'late' : 'within';
  // The bar takes the middle of the line, so that a time outside of it has a place too.
  const part =
    state === 'within' ? 10 + 80 * (to > from ? (now - from) / (to - from) : 0) : state === 'early' ? 4 : 96;
  return (
    <figure class={`validity validity-${state}`}>
      <div class="validity-line" aria-hidden="true">
        <div class="validity-bar" />
        <div class="validity-now" style={{ left: `${part}%` }} />
      </div>
      <div class="validity-ends" aria-hidden="true">
        <span>{formatDate(notBefore)}</span>
        <span>{formatDate(notAfter)}</span>
      </div>
      <figcaption>
        {state === 'within' ? <Tick /> : <Cross />}
        {state === 'within' &&
          `Valid at the time checked, ${formatTime(time)}; ${formatDistance(time, notAfter)} left.`}
        {state === 'late' &&
          `Expired ${formatDistance(notAfter, time)} before the time checked, ${formatTime(time)}.`}
        {state === 'early' &&
          `Starts ${formatDistance(time, notBefore)} after the time checked, ${formatTime(time)}.`}
      </figcaption>
    </figure>
  );
}
