import type { Certificate } from 'anchorlight';
import type { ComponentChildren } from 'preact';
import { ProblemLine } from '../answer/inputs.js';
import { formatTime } from '../format.js';
import { keyText } from '../people.js';
import { Short, Value } from '../text.js';
import { Extensions } from './extensions.js';
import { Field, Hex, NameView } from './field.js';
import { Many } from './many.js';
import { Validity } from './validity.js';

interface Props {
  certificate: Certificate;
  time: string;
  /** Where it was found, where that has to be told. */
  found?: ComponentChildren;
}

export function Details({ certificate, time, found }: Props) {
  return (
    <div class="details">
      {certificate.problems.length > 0 && (
        <ul class="problems">
          {certificate.problems.map((problem, index) => (
            // The problems of a report never move.
            <ProblemLine key={index} problem={problem} />
          ))}
        </ul>
      )}
      {found && <Validity period={certificate} time={time} />}
      <dl class="fields">
        <Field name="Subject">
          <NameView name={certificate.subject} />
        </Field>
        <Field name="Issuer">
          {certificate.selfIssued ? 'the same name (self-issued)' : <NameView name={certificate.issuer} />}
        </Field>
        <Names certificate={certificate} />
        <Field name="Valid">
          {formatTime(certificate.notBefore)} to {formatTime(certificate.notAfter)}
        </Field>
        <Field name="Public key">
          <Value text={keyText(certificate)} />
        </Field>
        <Field name="Signed with">
          <Value text={certificate.signatureAlgorithm} />
        </Field>
        <Field name="Serial number">
          <Hex hex={certificate.serial} />
        </Field>
        <Usages certificate={certificate} />
        <Policies certificate={certificate} />
        <Field name="SHA-256 fingerprint">
          <Hex hex={certificate.sha256} copy="fingerprint" />
        </Field>
        <Field name="SHA-1 fingerprint">
          <Hex hex={certificate.sha1} copy="SHA-1 fingerprint" />
        </Field>
        <Field name="SHA-256 of the key">
          <Hex hex={certificate.spkiSha256} copy="key fingerprint" />
        </Field>
        {certificate.subjectKeyId && (
          <Field name="Subject key identifier">
            <Hex hex={certificate.subjectKeyId} />
          </Field>
        )}
        {certificate.authorityKeyId && (
          <Field name="Authority key identifier">
            <Hex hex={certificate.authorityKeyId} />
          </Field>
        )}
        {found && <Field name="Found in">{found}</Field>}
        <Field name="Version">{certificate.version}</Field>
      </dl>
      <Extensions extensions={certificate.extensions} />
    </div>
  );
}

function Names({ certificate }: { certificate: Certificate }) {
  const names = certificate.subjectAltNames;
  if (!names) return null;
  return (
    <Field name="Names">
      <Many
        items={names}
        what="names"
        line={(name) => (
          <>
            <span class="attribute-type">{name.form}</span> <Value text={name.text} />
          </>
        )}
      />
    </Field>
  );
}

function Policies({ certificate }: { certificate: Certificate }) {
  if (!certificate.policies) return null;
  return (
    <Field name="Policies">
      <Many
        items={certificate.policies}
        what="policies"
        line={({ oid, name, cps, notices }) => (
          <>
            <span class="attribute-type">{name ?? <Short text={oid} />}</span>{' '}
            <Value text={[...cps, ...notices].join(' ')} />
          </>
        )}
      />
    </Field>
  );
}

function Usages({ certificate }: { certificate: Certificate }) {
  const { basicConstraints, keyUsage, extendedKeyUsage, mustStaple } = certificate;
  return (
    <>
      <Field name="Basic constraints">
        {!basicConstraints && 'none'}
        {basicConstraints && (basicConstraints.ca ? 'a CA' : 'not a CA')}
        {basicConstraints?.pathLength !== undefined &&
          `, at most ${basicConstraints.pathLength} CAs below it`}
      </Field>
      <Field name="Key usage">{keyUsage ? keyUsage.join(', ') || 'nothing' : 'not limited'}</Field>
      <Field name="Extended key usage">
        {extendedKeyUsage ? <Value text={extendedKeyUsage.join(', ') || 'nothing'} /> : 'not limited'}
      </Field>
      {mustStaple && <Field name="Must staple">TLS servers must show an OCSP response with it</Field>}
    </>
  );
}
