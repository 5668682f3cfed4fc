// `anchorlight store calendar`: what goes out of date, and the file judged by ical.js.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ICAL from 'ical.js';
import { openssl, signing, Workshop } from '../chains/openssl.mjs';
import { anchorlight, base64, document, folder, json, Maker, sha256, written } from './command.mjs';

const dir = folder();
const maker = new Maker(dir);
const now = '2026-06-01T00:00:00Z';
const purposes = ['server'];

const key = join(dir, 'root.key');
const root = maker.root('root', { to: '2026-06-10T00:00:00Z' });
const undated = maker.root('undated', { to: '2026-06-05T00:00:00Z' });
const intermediate = maker.ca('intermediate', root, { to: '2026-07-10T00:00:00Z' });
const itself = maker.make('itself', {
  extensions: ['subjectAltName=DNS:a.example'],
  to: '2026-06-02T12:00:00Z',
});
const leaf = maker.server('a.example', root, { to: '2026-05-01T00:00:00Z' });
const list = new Workshop(dir).revocationList({
  name: 'list',
  by: { path: root.path, key },
  sign: signing.sha256,
  from: '2026-05-01T00:00:00Z',
  to: '2026-06-15T00:00:00Z',
});
const response = ocspResponse();

/** By `openssl ocsp`, which takes the clock for thisUpdate. */
function ocspResponse() {
  const [request, answer, index] = ['ask', 'answer', 'index.txt'].map((name) => join(dir, name));
  openssl('ocsp', '-issuer', root.path, '-cert', leaf.path, '-reqout', request);
  const signer = ['-CA', root.path, '-rsigner', root.path, '-rkey', key];
  openssl(
    'ocsp',
    '-index',
    index,
    ...signer,
    '-reqin',
    request,
    '-respout',
    answer,
    '-ndays',
    '7',
    '-noverify',
  );
  return readFileSync(answer);
}

const store = written(
  dir,
  'store.json',
  document({
    name: 'corp; a, b',
    expires: '2026-08-01T00:00:00Z',
    anchors: [
      {
        certificate: base64(root),
        purposes,
        constraints: { useUntil: '2026-06-03T00:00:00Z', distrustIssuedAfter: '2026-05-20T00:00:00Z' },
      },
      { certificate: base64(undated), purposes, enforce: { dates: false } },
    ],
    hints: [{ certificate: base64(intermediate) }],
    endEntities: [
      { certificate: base64(itself), purposes, hosts: ['a.example'], useUntil: '2026-06-14T00:00:00Z' },
    ],
    revocation: { sources: [{ name: 'list', data: list.pem }, { name: 'elsewhere' }] },
  }),
);

/** What is next first. */
const expected = [
  ['calendar.chain', '2026-05-01T00:00:00Z', -31, 'past', undefined, leaf],
  [
    'calendar.anchor_issuing',
    '2026-05-20T00:00:00Z',
    -12,
    'past',
    '/anchors/0/constraints/distrustIssuedAfter',
    root,
  ],
  ['calendar.end_entity', '2026-06-02T12:00:00Z', 1, 'urgent', '/endEntities/0/certificate', itself],
  ['calendar.anchor_use', '2026-06-03T00:00:00Z', 2, 'urgent', '/anchors/0/constraints/useUntil', root],
  ['calendar.anchor', '2026-06-10T00:00:00Z', 9, 'soon', '/anchors/0/certificate', root],
  ['calendar.end_entity_use', '2026-06-14T00:00:00Z', 13, 'soon', '/endEntities/0/useUntil', itself],
  ['calendar.revocation_source', '2026-06-15T00:00:00Z', 14, 'soon', '/revocation/sources/0/data'],
  ['calendar.hint', '2026-07-10T00:00:00Z', 39, 'due', '/hints/0/certificate', intermediate],
  ['calendar.document', '2026-08-01T00:00:00Z', 61, 'later', '/expires'],
];

const chain = ['--chain', leaf.path, '--chain', root.path];

test('everything that goes out of date is listed, what is next first', () => {
  const events = json('calendar', store, ...chain, '--time', now);
  assert.deepEqual(
    events.map(({ what, at, days, state, pointer }) => [what.id, at, days, state, pointer, what.sha256]),
    expected.map(([id, at, days, state, pointer, of]) => [id, at, days, state, pointer, of && sha256(of)]),
  );
  assert.equal(events[0].what.chain, 0);
  const { stdout } = anchorlight('store', 'calendar', store, ...chain, '--time', now);
  const lines = stdout.trimEnd().split('\n');
  assert.equal(lines.length, expected.length);
  lines.forEach((line, index) => {
    const [, at, , state, pointer] = expected[index];
    assert.ok(line.startsWith(at) && line.includes(state) && line.endsWith(pointer ?? 'expires'), line);
  });
});

test('thresholds are days, the last one counted', () => {
  const states = (at, ...args) =>
    json('calendar', store, '--time', at, ...args).find(({ what }) => what.id === 'calendar.document').state;
  for (const [at, state] of [
    ['2026-06-16T23:59:59Z', 'later'],
    ['2026-06-17T00:00:00Z', 'due'],
    ['2026-07-18T00:00:00Z', 'soon'],
    ['2026-07-29T00:00:00Z', 'urgent'],
    ['2026-08-01T00:00:00Z', 'urgent'],
    ['2026-08-01T00:00:01Z', 'past'],
  ])
    assert.equal(states(at), state, at);
  assert.equal(states('2026-06-01T00:00:00Z', '--days', '90,30,7'), 'due');
  for (const wrong of ['1,2,3', '3,2', 'a,b,c', '3,3,1'])
    assert.equal(anchorlight('store', 'calendar', store, '--days', wrong).code, 2, wrong);
});

test('a response is to be replaced when the first of its answers is', () => {
  const text = openssl('ocsp', '-respin', join(dir, 'answer'), '-noverify', '-resp_text');
  const next = new Date(/Next Update: (.*)/.exec(text)[1]).toISOString().replace('.000', '');
  const sources = [{ name: 'answer', data: response.toString('base64') }];
  const path = written(dir, 'response.json', document({ anchors: [], revocation: { sources } }));
  const events = json('calendar', path, '--time', now);
  assert.equal(events.find(({ what }) => what.id === 'calendar.revocation_source').at, next);
});

const ics = (...args) => {
  const { code, stdout, stderr } = anchorlight('store', 'calendar', store, ...chain, '--ics', ...args);
  assert.equal(code, 0, stderr);
  return stdout;
};

test('the file is read by others as it is meant', () => {
  const text = ics('--time', now);
  assert.ok(text.endsWith('END:VCALENDAR\r\n'));
  for (const line of text.split('\r\n')) {
    assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.ok(!line.includes('\n') && !line.includes('\r'), line);
  }
  const calendar = new ICAL.Component(ICAL.parse(text));
  assert.equal(calendar.getFirstPropertyValue('version'), '2.0');
  // ical.js does not know RFC 7986, and leaves its text as it is written.
  assert.equal(calendar.getFirstPropertyValue('name'), String.raw`corp\; a\, b`);
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  assert.deepEqual(
    events.map(({ startDate }) => startDate.toString()),
    expected.map(([, at]) => at),
  );
  const named = json('calendar', store, ...chain, '--time', now);
  for (const [index, event] of events.entries()) {
    assert.equal(event.uid, named[index].uid);
    assert.equal(event.component.getFirstPropertyValue('dtstamp').toString(), now);
    const { subject, name } = named[index].what;
    assert.ok(event.summary.includes(subject ?? name), event.summary);
    const words = event.description.split('\n');
    assert.equal(words.length, named[index].pointer ? 3 : 2);
    if (named[index].pointer) assert.equal(words.at(-1), named[index].pointer);
    const alarms = event.component.getAllSubcomponents('valarm');
    assert.deepEqual(
      alarms.map((alarm) => [
        alarm.getFirstPropertyValue('action'),
        alarm.getFirstPropertyValue('trigger').toSeconds(),
        alarm.getFirstPropertyValue('description'),
      ]),
      [45, 14, 3].map((days) => ['DISPLAY', -days * 86_400, event.summary]),
    );
  }
  assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
});

test('the same thing has the same UID at another time, and the file is the same byte for byte', () => {
  const uids = (text) => [...text.replaceAll('\r\n ', '').matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid);
  assert.equal(ics('--time', now), ics('--time', now));
  assert.deepEqual(uids(ics('--time', '2026-06-08T00:00:00Z')), uids(ics('--time', now)));
  const moved = JSON.parse(readFileSync(store, 'utf8'));
  moved.expires = '2026-05-02T00:00:00Z';
  const path = written(dir, 'moved.json', moved);
  const uid = (file) => json('calendar', file).find(({ what }) => what.id === 'calendar.document').uid;
  assert.equal(uid(path), uid(store));
});
