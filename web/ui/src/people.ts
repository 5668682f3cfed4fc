// What to call certificates, and what they are in this report.
import type { Certificate, Report } from 'anchorlight';

export function nameOf(certificate: Certificate | undefined): string {
  const name = certificate?.subject.short || certificate?.subjectAltNames?.[0]?.text;
  return name || 'a certificate without a name';
}

export function roleOf(report: Report, index: number): string {
  const certificate = report.certificates[index];
  if (report.verdict.endEntity === index) return 'End entity';
  if (certificate?.inStore) return 'In your trust store';
  if (certificate?.selfIssued) return 'Root, not in your trust store';
  return certificate?.basicConstraints?.ca ? 'Intermediate' : 'Not used';
}

/** Another certificate of the same name and key, by another issuer. */
export function isCrossSigned(report: Report, index: number): boolean {
  const one = report.certificates[index];
  return report.certificates.some(
    (other, at) =>
      at !== index &&
      one !== undefined &&
      other.spkiSha256 === one.spkiSha256 &&
      other.subject.text === one.subject.text &&
      other.issuer.text !== one.issuer.text,
  );
}

export function keyText({ key }: Pick<Certificate, 'key'>): string {
  switch (key.algorithm) {
    case 'RSA':
      return `RSA, ${key.bits} bits`;
    case 'EC':
      return `EC, ${key.curve}`;
    case 'Ed25519':
      return 'Ed25519';
    case 'other':
      return key.name;
  }
}
