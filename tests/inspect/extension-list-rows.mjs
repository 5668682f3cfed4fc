// Extensions of lists, of their entries and of OCSP, and those that have a relative among the others. They are read
// alike wherever they stand; in a certificate OpenSSL writes any of them.
import { id, timestamps } from './extension-rows.mjs';

const number = {
  hex: '1234',
  upper: '1234',
  upperSigned: '1234',
  colons: '12:34',
  decimal: '4660',
  octets: 2,
  negative: false,
};
const uri = (text) => ({ form: 'uniformResourceIdentifier', text });

export const listRows = [
  {
    what: 'cRLNumber (RFC 5280 §5.2.3)',
    lines: ['2.5.29.20 = ASN1:INTEGER:0x1234'],
    kind: 'crlNumber',
    data: number,
  },
  {
    what: 'deltaCRLIndicator (RFC 5280 §5.2.4)',
    lines: ['2.5.29.27 = critical,ASN1:INTEGER:0x1234'],
    kind: 'crlNumber',
    data: number,
    critical: true,
  },
  {
    what: 'issuingDistributionPoint (RFC 5280 §5.2.5)',
    lines: ['issuingDistributionPoint = critical,@p'],
    sections:
      '[p]\nfullname=URI:http://a.example/crl\nonlyuser=TRUE\nindirectCRL=TRUE\nonlysomereasons=keyCompromise,superseded',
    kind: 'issuingDistributionPoint',
    data: {
      name: { kind: 'fullName', names: [uri('http://a.example/crl')] },
      onlyUserCerts: true,
      onlyCaCerts: false,
      onlySomeReasons: ['keyCompromise', 'superseded'],
      indirectCrl: true,
      onlyAttributeCerts: false,
    },
    critical: true,
  },
  {
    what: 'reasonCode (RFC 5280 §5.3.1)',
    lines: ['2.5.29.21 = ASN1:ENUMERATED:1'],
    kind: 'reasonCode',
    data: 'keyCompromise',
  },
  {
    what: 'holdInstructionCode (RFC 3280 §5.3.2)',
    lines: ['2.5.29.23 = ASN1:OID:1.2.840.10040.2.3'],
    kind: 'holdInstruction',
    data: id('1.2.840.10040.2.3'),
  },
  {
    what: 'invalidityDate (RFC 5280 §5.3.2)',
    lines: ['2.5.29.24 = ASN1:GENTIME:20260102030405Z'],
    kind: 'time',
    data: '2026-01-02T03:04:05Z',
  },
  {
    what: 'certificateIssuer (RFC 5280 §5.3.3)',
    lines: ['2.5.29.29 = critical,ASN1:SEQUENCE:s'],
    sections:
      '[s]\na=EXPLICIT:4,SEQUENCE:n\n[n]\na=SET:r\n[r]\na=SEQUENCE:t\n[t]\na=OID:2.5.4.3\nb=UTF8:Other',
    kind: 'alternativeNames',
    data: [{ form: 'directoryName', text: 'CN=Other' }],
    critical: true,
  },
  {
    what: 'expiredCertsOnCRL (X.509 §9.5.2.8)',
    lines: ['2.5.29.60 = ASN1:GENTIME:20260102030405Z'],
    kind: 'time',
    data: '2026-01-02T03:04:05Z',
  },
  {
    what: 'the nonce of OCSP (RFC 9654 §2.1)',
    lines: ['1.3.6.1.5.5.7.48.1.2 = ASN1:FORMAT:HEX,OCT:0102'],
    kind: 'octets',
    data: '0102',
  },
  {
    what: 'signed certificate timestamps of OCSP (RFC 6962 §3.3)',
    ...timestamps('1.3.6.1.4.1.11129.2.4.5'),
  },
  {
    what: 'IP addresses, amended (RFC 8360 §4.2.2.1)',
    lines: ['1.3.6.1.5.5.7.1.28 = critical,ASN1:SEQUENCE:s'],
    sections: '[s]\na=SEQUENCE:f\n[f]\na=FORMAT:HEX,OCT:0001\nb=NULL',
    kind: 'ipAddresses',
    data: [{ family: 1 }],
    critical: true,
  },
  {
    what: 'autonomous system numbers, amended (RFC 8360 §4.2.2.2)',
    lines: ['1.3.6.1.5.5.7.1.29 = critical,ASN1:SEQUENCE:s'],
    sections: '[s]\na=EXPLICIT:0,NULL',
    kind: 'asNumbers',
    data: { asNumbers: { kind: 'inherit' } },
    critical: true,
  },
  ...['nsBaseUrl', 'nsRevocationUrl', 'nsCaRevocationUrl', 'nsRenewalUrl', 'nsSslServerName'].map((name) => ({
    what: `Netscape's ${name} (Netscape Certificate Extensions, 1998)`,
    lines: [`${name} = n.example`],
    kind: 'text',
    data: 'n.example',
  })),
];
