// `node tests/bench/inspect.mjs`: parse and decode every extension of the Mozilla roots, beside other libraries.
// What each is asked for stands with it and is printed; Anchorlight is given the roots as one file, the others one by
// one. Each has a process of its own, so that none pays for the garbage of another, and they take turns. The times are
// those of the processor, so that what else the machine does counts for less.
import { fork } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { rootCertificates } from 'node:tls';
import { fileURLToPath } from 'node:url';

const ROUNDS = 31;
/** Engines compile what is used often anew, in more rounds than a few. */
const WARM_UP = 10;
const GOAL = 10;
const self = fileURLToPath(import.meta.url);
const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** Each does as much of the question as it offers, and gives how many extensions it decoded. */
const contenders = {
  anchorlight: {
    does: 'every field and extension in words, hashes, encodings; weak keys, which no other looks for, left out',
    make: (ders) => anchorlight(ders, { weakKeys: false }),
  },
  'anchorlight, weak keys': {
    does: 'the same, and looks for weak keys',
    make: (ders) => anchorlight(ders, {}),
  },
  'PKI.js': {
    package: 'pkijs',
    does: 'Certificate.fromBER, parsedValue of every extension; no hashes',
    async make(ders) {
      const { Certificate } = await import('pkijs');
      return () => {
        let decoded = 0;
        for (const der of ders)
          for (const extension of Certificate.fromBER(der).extensions ?? [])
            decoded += extension.parsedValue === undefined ? 0 : 1;
        return decoded;
      };
    },
  },
  '@peculiar/x509': {
    package: '@peculiar/x509',
    does: 'X509Certificate, its extensions, both names; no hashes',
    async make(ders) {
      await import('reflect-metadata');
      const { X509Certificate } = await import('@peculiar/x509');
      return () => {
        let decoded = 0;
        for (const der of ders) {
          const certificate = new X509Certificate(der);
          decoded += certificate.subject && certificate.issuer ? certificate.extensions.length : 0;
        }
        return decoded;
      };
    },
  },
  jsrsasign: {
    package: 'jsrsasign',
    does: 'X509.readCertHex, getParam(): every field and extension; no hashes',
    async make(ders) {
      const {
        default: { X509 },
      } = await import('jsrsasign');
      const hex = ders.map((der) => der.toString('hex'));
      return () => {
        let decoded = 0;
        for (const one of hex) {
          const certificate = new X509();
          certificate.readCertHex(one);
          decoded += certificate.getParam().ext?.length ?? 0;
        }
        return decoded;
      };
    },
  },
  'node:crypto': {
    does: 'X509Certificate (OpenSSL), names, dates, key usages, names in SAN, SHA-1 and SHA-256; no other extension',
    async make(ders) {
      return () => {
        let decoded = 0;
        for (const der of ders) {
          const one = new X509Certificate(der);
          const { subject, issuer, validTo, fingerprint, fingerprint256, keyUsage, subjectAltName } = one;
          decoded += [subject, issuer, validTo, fingerprint, fingerprint256].every(Boolean) ? 1 : 0;
          decoded += (keyUsage ? 1 : 0) + (subjectAltName ? 1 : 0);
        }
        return decoded;
      };
    },
  },
};

async function anchorlight(ders, options) {
  const { createEngine } = await import('anchorlight');
  const engine = await createEngine();
  const store = new Uint8Array(Buffer.concat(ders));
  return async () => {
    const [file] = (await engine.inspect(store, options)).files;
    let decoded = 0;
    for (const { content } of file.objects)
      for (const { value, tree } of content.data.extensions) decoded += value || tree ? 1 : 0;
    return decoded;
  };
}

/** Prints the table; fewer times as fast as the goal make the process fail. */
export async function inspection() {
  const version = ({ package: name }) =>
    name ? ` ${JSON.parse(readFileSync(`${modules}${name}/package.json`, 'utf8')).version}` : '';
  console.log(
    `\nInspection of the ${rootCertificates.length} Mozilla roots of Node ${process.version}, in one thread;`,
  );
  console.log(
    `${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}; CPU time, median of ${ROUNDS} rounds in turn\n`,
  );
  for (const [name, one] of Object.entries(contenders))
    console.log(`${`${name}${version(one)}`.padEnd(23)} ${one.does}`);
  const [processes, times, found] = [{}, {}, {}];
  for (const name of Object.keys(contenders)) [processes[name], times[name]] = [fork(self, [name]), []];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const [name, one] of Object.entries(processes)) {
      one.send('once more');
      const [{ ms, decoded }] = await once(one, 'message');
      found[name] = decoded;
      if (round >= 0) times[name].push(ms);
    }
  }
  for (const one of Object.values(processes)) one.disconnect();
  // A number means something only if the work was done.
  if (found.anchorlight < Math.max(found['PKI.js'], found['@peculiar/x509'], found.jsrsasign))
    throw new Error(`fewer extensions than others decode: ${JSON.stringify(found)}`);
  const ours = median(times.anchorlight);
  console.log(
    `\n${''.padEnd(23)}${'ms'.padStart(9)}${'range'.padStart(18)}${'decoded'.padStart(9)}   anchorlight is`,
  );
  for (const [name, values] of Object.entries(times)) {
    const middle = median(values);
    const range = `(${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)})`;
    const columns = [middle.toFixed(1).padStart(9), range.padStart(18), String(found[name]).padStart(9)];
    const ratio = name === 'anchorlight' ? '' : `   ${(middle / ours).toFixed(2)} times as fast`;
    console.log(`${name.padEnd(23)}${columns.join('')}${ratio}`);
  }
  const ratio = median(times['PKI.js']) / ours;
  console.log(`${ratio.toFixed(1)} times as fast as PKI.js; the goal is ${GOAL}`);
  if (ratio < GOAL) process.exitCode = 1;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** A process of one contender: does the work as often as it is asked to. */
async function work(name) {
  const run = await contenders[name].make(rootCertificates.map((pem) => new X509Certificate(pem).raw));
  process.on('message', async () => {
    const start = process.cpuUsage();
    const decoded = await run();
    const { user, system } = process.cpuUsage(start);
    process.send({ ms: (user + system) / 1000, decoded });
  });
}

if (process.argv[1] === self) await (process.send ? work(process.argv[2]) : inspection());
