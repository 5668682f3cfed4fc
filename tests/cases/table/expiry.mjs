// Until when a document counts.
import { anchor } from '../run.mjs';

export const cases = (made) => {
  const anchors = [anchor(made.root)];
  const question = { chain: [made.leaf, made.ca] };
  const expired = { expect: 'cannotSay', first: 'store.expired', at: '/expires' };
  const early = { expires: '2026-05-01T00:00:00Z' };
  return [
    {
      name: 'the last second',
      document: { anchors, ...early },
      ...question,
      time: '2026-04-30T23:59:59Z',
      expect: 'trusted',
    },
    {
      name: 'from when it does not count',
      document: { anchors, ...early },
      ...question,
      time: '2026-05-01T00:00:00Z',
      ...expired,
    },
    {
      name: 'the last second of the grace',
      document: { anchors, ...early, expiryGrace: 86_400 },
      ...question,
      time: '2026-05-01T23:59:59Z',
      expect: 'trusted',
    },
    {
      name: 'the end of the grace',
      document: { anchors, ...early, expiryGrace: 86_400 },
      ...question,
      time: '2026-05-02T00:00:00Z',
      ...expired,
    },
    {
      name: 'an expired document is told before what else is wrong',
      document: { anchors: [anchor(made.other)], ...early },
      ...question,
      ...expired,
    },
  ];
};
