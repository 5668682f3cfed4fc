// Who is measured, each doing as much of the question as it offers. A chain is DER: `{ leaf, intermediate, root, host, time }`.
import { X509Certificate } from 'node:crypto';

export const contenders = {
  anchorlight: {
    does: 'parse, build, every check, host name, second judge, whole report',
    async make() {
      const { createEngine } = await import('anchorlight');
      const engine = await createEngine();
      return async ({ leaf, intermediate, root, host, time }) => {
        const report = await engine.check({ certificates: [leaf, intermediate], anchors: root, host, time });
        return report.verdict.outcome === 'trusted';
      };
    },
  },
  pkijs: {
    does: 'parse, CertificateChainValidationEngine.verify(); no host name',
    async make() {
      const { Certificate, CertificateChainValidationEngine } = await import('pkijs');
      return async ({ leaf, intermediate, root, time }) => {
        // Its engine takes the last certificate for the end entity.
        const engine = new CertificateChainValidationEngine({
          trustedCerts: [Certificate.fromBER(root)],
          certs: [Certificate.fromBER(intermediate), Certificate.fromBER(leaf)],
          checkDate: new Date(time),
        });
        return (await engine.verify()).result;
      };
    },
  },
  'node:crypto': {
    does: 'X509Certificate: parse, checkIssued, dates, verify twice; no host name',
    async make() {
      return async (chain) => {
        const [leaf, intermediate, root] = [chain.leaf, chain.intermediate, chain.root].map(
          (der) => new X509Certificate(der),
        );
        const time = Date.parse(chain.time);
        const inTime = ({ validFrom, validTo }) =>
          Date.parse(validFrom) <= time && time <= Date.parse(validTo);
        return (
          [leaf, intermediate, root].every(inTime) &&
          leaf.checkIssued(intermediate) &&
          intermediate.checkIssued(root) &&
          leaf.verify(intermediate.publicKey) &&
          intermediate.verify(root.publicKey)
        );
      };
    },
  },
};
