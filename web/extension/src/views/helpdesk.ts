// The report for the helpdesk: of this page the host and what was found, and nothing of what else was visited.
import { formatTime, inert, reportText, sayPlainly } from '@anchorlight/ui/views';
import type { PageAnswer } from '../state.js';
import { SOURCES } from './chain.js';

export function helpdeskText({ state, report, store }: PageAnswer): string {
  const { badge, chain, host, lack } = state;
  const say = (id: string, part: 'title' | 'explain', data?: object) =>
    inert(sayPlainly(id, part, data), 500);
  return [
    'Anchorlight: report for the helpdesk',
    '',
    `Host: ${inert(host)}`,
    `Shown: ${say(`badge.${badge ?? 'looking'}`, 'title')}`,
    ...(lack ? [`Why: ${say(lack.id, 'title', lack)}. ${say(lack.id, 'explain', lack)} (${lack.id})`] : []),
    ...(chain ? [`Certificates: ${say(SOURCES[chain.source], 'title')}, at ${formatTime(chain.time)}`] : []),
    ...(chain?.apart ? [`     ${say('source.apart', 'title')}`] : []),
    '',
    ...(report ? [reportText(report)] : []),
    ...storeLines(store),
    '',
  ].join('\n');
}

function storeLines({ name, version, digest, signed, from, refused }: PageAnswer['store']): string[] {
  const decides =
    name === undefined
      ? ['Organisation’s trust store: none']
      : [
          `Organisation’s trust store: ${inert(name)}, version ${version}, ${signed ? 'signed' : 'not signed'}, from ${from}`,
          `     SHA-256: ${digest}`,
        ];
  if (!refused) return decides;
  const { id, data, at } = refused;
  return [
    ...decides,
    `     Refused at ${formatTime(at)}: ${inert(sayPlainly(id, 'title', data), 500)} (${id})`,
  ];
}

export function helpdeskJson({ state, report, by, store }: PageAnswer): string {
  const { badge, chain, host, lack } = state;
  const told = {
    ...{ host, badge, lack, by, store },
    ...(chain && { source: chain.source, apart: chain.apart, time: chain.time }),
    report,
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}
