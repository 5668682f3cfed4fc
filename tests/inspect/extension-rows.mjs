// Extensions of certificates, of every kind.
export const id = (oid, name) => (name ? { oid, name } : { oid });
const hash = '11'.repeat(32);
const argon = Buffer.from('1219ENGn9XfCx+lf1wC/+YLJM1pl4dCzAXMXwMjFaXc=', 'base64').toString('hex');

/** One signed certificate timestamp of version 1, without extensions, in a list. */
export function timestamps(oid) {
  const [milliseconds, signature] = [0x19a00000000, 'abcd'];
  const time = milliseconds.toString(16).padStart(16, '0');
  return {
    lines: [`${oid} = ASN1:FORMAT:HEX,OCT:0033003100${hash}${time}000004030002${signature}`],
    kind: 'sctList',
    data: [
      {
        ...{ version: 1, logId: hash, timestamp: new Date(milliseconds).toISOString(), extensions: '' },
        ...{ hash: 'sha256', algorithm: 'ecdsa', signature },
      },
    ],
  };
}

/** What it is and where it is defined; the line of OpenSSL's configuration; its kind and what is read of it. */
export const certificateRows = [
  {
    what: 'authorityKeyIdentifier (RFC 5280 §4.2.1.1)',
    lines: ['2.5.29.35 = ASN1:SEQUENCE:s'],
    sections:
      '[s]\na=IMPLICIT:0,FORMAT:HEX,OCT:0102\nb=IMPLICIT:1,SEQUENCE:n\nc=IMPLICIT:2,INTEGER:0x80\n[n]\na=IMPLICIT:6,IA5:x',
    kind: 'authorityKeyIdentifier',
    data: {
      keyIdentifier: '0102',
      issuer: [{ form: 'uniformResourceIdentifier', text: 'x' }],
      serial: {
        hex: '0080',
        upper: '80',
        upperSigned: '0080',
        colons: '00:80',
        decimal: '128',
        octets: 2,
        negative: false,
      },
    },
  },
  {
    what: 'subjectKeyIdentifier (RFC 5280 §4.2.1.2)',
    lines: ['subjectKeyIdentifier = 0a0b0c'],
    kind: 'subjectKeyIdentifier',
    data: '0a0b0c',
  },
  {
    what: 'keyUsage (RFC 5280 §4.2.1.3)',
    lines: ['keyUsage = critical,digitalSignature,cRLSign,decipherOnly'],
    kind: 'keyUsage',
    data: ['digitalSignature', 'cRLSign', 'decipherOnly'],
    critical: true,
  },
  {
    what: 'privateKeyUsagePeriod (RFC 3280 §4.2.1.4)',
    lines: ['2.5.29.16 = ASN1:SEQUENCE:s'],
    sections: '[s]\na=IMPLICIT:0,GENTIME:20260101000000Z\nb=IMPLICIT:1,GENTIME:20270101000000Z',
    kind: 'privateKeyUsagePeriod',
    data: { notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z' },
  },
  {
    what: 'certificatePolicies with qualifiers (RFC 5280 §4.2.1.4)',
    lines: ['certificatePolicies = 2.23.140.1.2.1,@p'],
    sections:
      '[p]\npolicyIdentifier=1.2.3.4\nCPS.1=https://cps.example\nuserNotice.1=@n\n[n]\nexplicitText=UTF8:Notice\norganization=Northmoor\nnoticeNumbers=1,2',
    kind: 'certificatePolicies',
    data: [
      id('2.23.140.1.2.1', 'domain-validated'),
      {
        oid: '1.2.3.4',
        qualifiers: [
          { kind: 'cps', uri: 'https://cps.example' },
          { kind: 'userNotice', organization: 'Northmoor', numbers: ['1', '2'], text: 'Notice' },
        ],
      },
    ],
  },
  {
    what: 'policyMappings (RFC 5280 §4.2.1.5)',
    lines: ['policyMappings = 1.2.3.4:1.2.3.5'],
    kind: 'policyMappings',
    data: [{ issuer: id('1.2.3.4'), subject: id('1.2.3.5') }],
  },
  {
    what: 'subjectAltName with every GeneralName (RFC 5280 §4.2.1.6)',
    lines: ['subjectAltName = @n'],
    sections:
      '[n]\nDNS.1=a.example\nemail.1=ann@a.example\nURI.1=spiffe://a.example/service\nIP.1=192.0.2.1\nIP.2=2001:db8::1\nRID.1=1.2.3.4\ndirName.1=d\notherName.1=1.3.6.1.4.1.311.20.2.3;UTF8:ann@corp\notherName.2=1.3.6.1.5.5.7.8.9;FORMAT:UTF8,UTF8:änn@a.example\n[d]\nC=GB\nCN=Ann',
    kind: 'alternativeNames',
    data: [
      { form: 'dNSName', text: 'a.example' },
      { form: 'rfc822Name', text: 'ann@a.example' },
      {
        form: 'uniformResourceIdentifier',
        text: 'spiffe://a.example/service',
        spiffe: { trustDomain: 'a.example', path: '/service' },
      },
      { form: 'iPAddress', text: '192.0.2.1' },
      { form: 'iPAddress', text: '2001:db8::1' },
      { form: 'registeredID', text: '1.2.3.4' },
      { form: 'directoryName', text: 'CN=Ann,C=GB' },
      { form: 'otherName', text: 'ann@corp', type: id('1.3.6.1.4.1.311.20.2.3', 'userPrincipalName') },
      { form: 'SmtpUTF8Mailbox', text: 'änn@a.example' },
    ],
    // The configuration lists names by kind, not in this order.
    unordered: true,
  },
  {
    what: 'ediPartyName and x400Address (RFC 5280 §4.2.1.6)',
    lines: ['2.5.29.17 = ASN1:SEQUENCE:s'],
    sections:
      '[s]\na=IMPLICIT:5,SEQUENCE:e\nb=IMPLICIT:3,SEQUENCE:x\n[e]\na=EXPLICIT:0,UTF8:assigner\nb=EXPLICIT:1,PRINTABLE:party\n[x]\na=SEQUENCE:y\n[y]',
    kind: 'alternativeNames',
    data: [
      { form: 'ediPartyName', text: 'assigner: party' },
      { form: 'x400Address', text: '3000' },
    ],
  },
  {
    what: 'x400Address with its attributes (RFC 5280 §4.2.1.6 and appendix A.1, ORAddress)',
    lines: ['2.5.29.17 = ASN1:SEQUENCE:s'],
    sections: [
      '[s]\nb=IMPLICIT:3,SEQUENCE:x\n[x]\na=SEQUENCE:y\n[y]',
      'c=EXPLICIT:1A,PRINTABLE:GB\na=EXPLICIT:2A,PRINTABLE:ADMD\np=EXPLICIT:2,PRINTABLE:PRMD',
      'o=IMPLICIT:3,PRINTABLE:Corp\nn=IMPLICIT:5,SET:n\nu=IMPLICIT:6,SEQUENCE:u',
      '[n]\ns=IMPLICIT:0,PRINTABLE:Bond\ng=IMPLICIT:1,PRINTABLE:James\n[u]\na=PRINTABLE:Sales\nb=PRINTABLE:North',
    ].join('\n'),
    kind: 'alternativeNames',
    data: [
      {
        form: 'x400Address',
        text: 'C=GB; A=ADMD; P=PRMD; O=Corp; S=Bond; G=James; OU1=Sales; OU2=North',
      },
    ],
  },
  {
    what: 'issuerAltName (RFC 5280 §4.2.1.7)',
    lines: ['issuerAltName = DNS:i.example'],
    kind: 'alternativeNames',
    data: [{ form: 'dNSName', text: 'i.example' }],
  },
  {
    what: 'subjectDirectoryAttributes (RFC 5280 §4.2.1.8)',
    lines: ['2.5.29.9 = ASN1:SEQUENCE:s'],
    sections: '[s]\na=SEQUENCE:t\n[t]\na=OID:1.3.6.1.5.5.7.9.4\nb=SET:v\n[v]\na=PRINTABLE:SE',
    kind: 'subjectDirectoryAttributes',
    data: [{ ...id('1.3.6.1.5.5.7.9.4', 'countryOfCitizenship'), values: ['SE'] }],
  },
  {
    what: 'basicConstraints (RFC 5280 §4.2.1.9)',
    lines: ['basicConstraints = critical,CA:TRUE,pathlen:3'],
    kind: 'basicConstraints',
    data: { ca: true, pathLength: 3 },
    critical: true,
  },
  {
    what: 'nameConstraints (RFC 5280 §4.2.1.10)',
    lines: ['nameConstraints = permitted;DNS:a.example,excluded;IP:10.0.0.0/255.0.0.0'],
    kind: 'nameConstraints',
    data: {
      permitted: [{ form: 'dNSName', text: 'a.example' }],
      excluded: [{ form: 'iPAddress', text: '10.0.0.0/8' }],
    },
  },
  {
    what: 'nameConstraints with the dot before a domain that hosts of URIs alone may have (RFC 5280 §4.2.1.10)',
    lines: ['nameConstraints = permitted;DNS:.a.example,permitted;email:.a.example'],
    kind: 'nameConstraints',
    data: {
      permitted: [
        { form: 'dNSName', text: '.a.example' },
        { form: 'rfc822Name', text: '.a.example' },
      ],
      excluded: [],
    },
  },
  {
    what: 'policyConstraints (RFC 5280 §4.2.1.11)',
    lines: ['policyConstraints = requireExplicitPolicy:1,inhibitPolicyMapping:0'],
    kind: 'policyConstraints',
    data: { requireExplicitPolicy: 1, inhibitPolicyMapping: 0 },
  },
  {
    what: 'extKeyUsage (RFC 5280 §4.2.1.12)',
    lines: ['extendedKeyUsage = serverAuth,1.3.6.1.5.5.7.3.17,1.2.3.4'],
    kind: 'extendedKeyUsage',
    data: [id('1.3.6.1.5.5.7.3.1', 'serverAuth'), id('1.3.6.1.5.5.7.3.17', 'ipsecIKE'), id('1.2.3.4')],
  },
  {
    what: 'cRLDistributionPoints (RFC 5280 §4.2.1.13)',
    lines: ['crlDistributionPoints = p,q'],
    sections:
      '[p]\nfullname=URI:http://a.example/crl\nCRLissuer=dirName:d\nreasons=keyCompromise,CACompromise\n[q]\nrelativename=d\nCRLissuer=dirName:d\n[d]\nCN=Lists',
    kind: 'distributionPoints',
    data: [
      {
        name: {
          kind: 'fullName',
          names: [{ form: 'uniformResourceIdentifier', text: 'http://a.example/crl' }],
        },
        reasons: ['keyCompromise', 'cACompromise'],
        crlIssuer: [{ form: 'directoryName', text: 'CN=Lists' }],
      },
      {
        name: {
          kind: 'nameRelativeToCrlIssuer',
          names: [{ ...id('2.5.4.3', 'CN'), type: 'UTF8String', text: 'Lists', value: '4c69737473' }],
        },
        crlIssuer: [{ form: 'directoryName', text: 'CN=Lists' }],
      },
    ],
  },
  {
    what: 'inhibitAnyPolicy (RFC 5280 §4.2.1.14)',
    lines: ['inhibitAnyPolicy = 2'],
    kind: 'inhibitAnyPolicy',
    data: 2,
  },
  {
    what: 'freshestCRL (RFC 5280 §4.2.1.15)',
    lines: ['freshestCRL = URI:http://a.example/delta'],
    kind: 'distributionPoints',
    data: [
      {
        name: {
          kind: 'fullName',
          names: [{ form: 'uniformResourceIdentifier', text: 'http://a.example/delta' }],
        },
      },
    ],
  },
  {
    what: 'authorityInfoAccess (RFC 5280 §4.2.2.1)',
    lines: ['authorityInfoAccess = OCSP;URI:http://o.example,caIssuers;URI:http://c.example'],
    kind: 'informationAccess',
    data: [
      {
        method: id('1.3.6.1.5.5.7.48.1', 'ocsp'),
        location: { form: 'uniformResourceIdentifier', text: 'http://o.example' },
      },
      {
        method: id('1.3.6.1.5.5.7.48.2', 'caIssuers'),
        location: { form: 'uniformResourceIdentifier', text: 'http://c.example' },
      },
    ],
  },
  {
    what: 'subjectInfoAccess (RFC 5280 §4.2.2.2)',
    lines: ['subjectInfoAccess = caRepository;URI:http://r.example'],
    kind: 'informationAccess',
    data: [
      {
        method: id('1.3.6.1.5.5.7.48.5', 'caRepository'),
        location: { form: 'uniformResourceIdentifier', text: 'http://r.example' },
      },
    ],
  },
  {
    what: 'the list of signed certificate timestamps (RFC 6962 §3.3)',
    ...timestamps('1.3.6.1.4.1.11129.2.4.2'),
  },
  {
    what: 'the name of a log that is known (RFC 6962 §3.3 and §3.2)',
    lines: [
      `1.3.6.1.4.1.11129.2.4.2 = ASN1:FORMAT:HEX,OCT:0033003100${argon}0000019a00000000000004030002abcd`,
    ],
    kind: 'sctList',
    data: [
      {
        version: 1,
        logId: argon,
        log: "Google 'Argon2026h2' log",
        timestamp: new Date(0x19a00000000).toISOString(),
        extensions: '',
        hash: 'sha256',
        algorithm: 'ecdsa',
        signature: 'abcd',
      },
    ],
  },
  {
    what: 'the poison of precertificates (RFC 6962 §3.1)',
    lines: ['1.3.6.1.4.1.11129.2.4.3 = critical,ASN1:NULL'],
    kind: 'present',
    critical: true,
  },
  {
    what: 'TLS features (RFC 7633)',
    lines: ['tlsfeature = status_request,status_request_v2'],
    kind: 'tlsFeature',
    data: [
      { number: 5, name: 'status_request' },
      { number: 17, name: 'status_request_v2' },
    ],
  },
  {
    what: 'id-pkix-ocsp-nocheck (RFC 6960 §4.2.2.2.1)',
    lines: ['noCheck = ignored'],
    kind: 'present',
  },
  {
    what: 'QC statements (RFC 3739 §3.2.6, ETSI EN 319 412-5 §4, ETSI TS 119 495 §5.1)',
    lines: ['1.3.6.1.5.5.7.1.3 = ASN1:SEQUENCE:s'],
    sections: [
      '[s]\na=SEQUENCE:c\nb=SEQUENCE:l\nc=SEQUENCE:r\nd=SEQUENCE:p\ne=SEQUENCE:t\nf=SEQUENCE:g\ng=SEQUENCE:y\nh=SEQUENCE:i\ni=SEQUENCE:o',
      '[c]\na=OID:0.4.0.1862.1.1',
      '[l]\na=OID:0.4.0.1862.1.2\nb=SEQUENCE:lv\n[lv]\na=PRINTABLE:EUR\nb=INTEGER:5\nc=INTEGER:3',
      '[r]\na=OID:0.4.0.1862.1.3\nb=INTEGER:10',
      '[p]\na=OID:0.4.0.1862.1.5\nb=SEQUENCE:pv\n[pv]\na=SEQUENCE:pw\n[pw]\na=IA5:https://p.example\nb=PRINTABLE:en',
      '[t]\na=OID:0.4.0.1862.1.6\nb=SEQUENCE:tv\n[tv]\na=OID:0.4.0.1862.1.6.3',
      '[g]\na=OID:0.4.0.1862.1.7\nb=SEQUENCE:gv\n[gv]\na=PRINTABLE:SE',
      '[y]\na=OID:0.4.0.19495.2\nb=SEQUENCE:yv\n[yv]\na=SEQUENCE:yr\nb=UTF8:Supervisor\nc=UTF8:SE-FI\n[yr]\na=SEQUENCE:yo\n[yo]\na=OID:0.4.0.19495.1.3\nb=UTF8:PSP_AI',
      '[i]\na=OID:1.3.6.1.5.5.7.11.2\nb=SEQUENCE:iv\n[iv]\na=OID:0.4.0.194121.1.2',
      '[o]\na=OID:1.2.3.4\nb=UTF8:other',
    ].join('\n'),
    kind: 'qcStatements',
    data: [
      id('0.4.0.1862.1.1', 'qcs-QcCompliance'),
      {
        ...id('0.4.0.1862.1.2', 'qcs-QcLimitValue'),
        info: { kind: 'limitValue', currency: 'EUR', amount: '5', exponent: '3' },
      },
      { ...id('0.4.0.1862.1.3', 'qcs-QcRetentionPeriod'), info: { kind: 'retentionPeriod', years: 10 } },
      {
        ...id('0.4.0.1862.1.5', 'qcs-QcPDS'),
        info: { kind: 'pds', locations: [{ url: 'https://p.example', language: 'en' }] },
      },
      {
        ...id('0.4.0.1862.1.6', 'qcs-QcType'),
        info: { kind: 'types', types: [id('0.4.0.1862.1.6.3', 'qct-web')] },
      },
      {
        ...id('0.4.0.1862.1.7', 'qcs-QcCClegislation'),
        info: { kind: 'legislation', countries: ['SE'] },
      },
      {
        ...id('0.4.0.19495.2', 'psd2-statement'),
        info: {
          kind: 'psd2',
          roles: [{ role: id('0.4.0.19495.1.3', 'psp-ai'), name: 'PSP_AI' }],
          authority: 'Supervisor',
          authorityId: 'SE-FI',
        },
      },
      {
        ...id('1.3.6.1.5.5.7.11.2', 'qcs-pkixQCSyntax-v2'),
        info: { kind: 'semantics', identifier: id('0.4.0.194121.1.2', 'semanticsId-legal') },
      },
      { oid: '1.2.3.4', info: { kind: 'other', value: 'other' } },
    ],
  },
  {
    what: 'cabfOrganizationIdentifier (EV Guidelines §9.8.2)',
    lines: ['2.23.140.3.1 = ASN1:SEQUENCE:s'],
    sections: '[s]\na=PRINTABLE:NTR\nb=PRINTABLE:US\nc=IMPLICIT:0,PRINTABLE:CA\nd=UTF8:12345',
    kind: 'organizationIdentifier',
    data: { scheme: 'NTR', country: 'US', stateOrProvince: 'CA', reference: '12345' },
  },
  {
    what: 'Tor service descriptors (EV Guidelines, Appendix F)',
    lines: ['2.23.140.1.31 = ASN1:SEQUENCE:s'],
    sections:
      '[s]\na=SEQUENCE:t\n[t]\na=UTF8:https://a.onion\nb=SEQUENCE:h\nc=FORMAT:HEX,BITSTR:0102\n[h]\na=OID:2.16.840.1.101.3.4.2.1',
    kind: 'torDescriptor',
    data: [
      {
        onionUri: 'https://a.onion',
        hashAlgorithm: id('2.16.840.1.101.3.4.2.1', 'SHA-256'),
        hash: '0102',
      },
    ],
  },
  {
    what: 'S/MIME capabilities (RFC 4262 §2)',
    lines: ['1.2.840.113549.1.9.15 = ASN1:SEQUENCE:s'],
    sections:
      '[s]\na=SEQUENCE:t\nb=SEQUENCE:u\n[t]\na=OID:2.16.840.1.101.3.4.1.42\n[u]\na=OID:1.2.840.113549.3.2\nb=INTEGER:128',
    kind: 'smimeCapabilities',
    data: [
      id('2.16.840.1.101.3.4.1.42', 'AES-256-CBC'),
      { ...id('1.2.840.113549.3.2', 'RC2-CBC'), parameters: '128' },
    ],
  },
  {
    what: "the name of Microsoft's older templates ([MS-WCCE] §2.2.2.7.7.1)",
    lines: ['1.3.6.1.4.1.311.20.2 = ASN1:BMP:SubCA'],
    kind: 'text',
    data: 'SubCA',
  },
  {
    what: "Microsoft's templates ([MS-WCCE] §2.2.2.7.7.2)",
    lines: ['1.3.6.1.4.1.311.21.7 = ASN1:SEQUENCE:s'],
    sections: '[s]\na=OID:1.3.6.1.4.1.311.21.8.1\nb=INTEGER:100\nc=INTEGER:3',
    kind: 'certificateTemplate',
    data: { template: id('1.3.6.1.4.1.311.21.8.1'), majorVersion: 100, minorVersion: 3 },
  },
  {
    what: 'application policies ([MS-WCCE] §2.2.2.7.7.8)',
    lines: ['1.3.6.1.4.1.311.21.10 = ASN1:SEQUENCE:s'],
    sections: '[s]\na=SEQUENCE:t\n[t]\na=OID:1.3.6.1.5.5.7.3.2',
    kind: 'certificatePolicies',
    data: [id('1.3.6.1.5.5.7.3.2', 'clientAuth')],
  },
  {
    what: 'the version of a CA ([MS-WCCE] §2.2.2.7.7.4)',
    lines: ['1.3.6.1.4.1.311.21.1 = ASN1:INTEGER:131075'],
    kind: 'caVersion',
    data: { certificateIndex: 3, keyIndex: 2 },
  },
  {
    what: "the hash of a CA's previous certificate ([MS-WCCE] §2.2.2.7.7.3)",
    lines: ['1.3.6.1.4.1.311.21.2 = ASN1:FORMAT:HEX,OCT:0102'],
    kind: 'octets',
    data: '0102',
  },
  {
    what: 'the security identifier of an account ([MS-WCCE] §2.2.2.7.7.5)',
    lines: ['1.3.6.1.4.1.311.25.2 = ASN1:SEQUENCE:s'],
    sections:
      '[s]\na=IMPLICIT:0,SEQUENCE:t\n[t]\na=OID:1.3.6.1.4.1.311.25.2.1\nb=EXPLICIT:0,OCT:S-1-5-21-1-2-3-500',
    kind: 'securityIdentifier',
    data: 'S-1-5-21-1-2-3-500',
  },
  {
    what: "Netscape's certificate type (Netscape Certificate Extensions, 1998)",
    lines: ['nsCertType = server,sslCA'],
    kind: 'netscapeCertType',
    data: ['sslServer', 'sslCa'],
  },
  {
    what: "Netscape's comment (Netscape Certificate Extensions, 1998)",
    lines: ['nsComment = Hello'],
    kind: 'text',
    data: 'Hello',
  },
  {
    what: "Netscape's addresses (Netscape Certificate Extensions, 1998)",
    lines: ['nsCaPolicyUrl = http://n.example'],
    kind: 'text',
    data: 'http://n.example',
  },
  {
    what: 'IP addresses (RFC 3779 §2.2.3)',
    lines: ['sbgp-ipAddrBlock = IPv4:10.0.0.0/8,IPv4:192.0.2.1-192.0.2.5,IPv6:inherit'],
    kind: 'ipAddresses',
    data: [{ family: 1, addresses: ['10.0.0.0/8', '192.0.2.1-192.0.2.5'] }, { family: 2 }],
  },
  {
    what: 'autonomous system numbers (RFC 3779 §3.2.3)',
    lines: ['sbgp-autonomousSysNum = AS:64496,AS:64500-64510,RDI:inherit'],
    kind: 'asNumbers',
    data: {
      asNumbers: {
        kind: 'ranges',
        ranges: [
          { from: 64496, to: 64496 },
          { from: 64500, to: 64510 },
        ],
      },
      routingDomains: { kind: 'inherit' },
    },
  },
  {
    what: 'delegated credentials (RFC 9345 §4.2)',
    lines: ['1.3.6.1.4.1.44363.44 = ASN1:NULL'],
    kind: 'present',
  },
  {
    what: 'the ACME identifier (RFC 8737 §3)',
    lines: [`1.3.6.1.5.5.7.1.31 = critical,ASN1:FORMAT:HEX,OCT:${hash}`],
    kind: 'octets',
    data: hash,
    critical: true,
  },
  {
    what: 'biometric information (RFC 3739 §3.2.5)',
    lines: ['1.3.6.1.5.5.7.1.2 = ASN1:SEQUENCE:s'],
    sections:
      '[s]\na=SEQUENCE:t\n[t]\na=INTEGER:0\nb=SEQUENCE:h\nc=FORMAT:HEX,OCT:0102\nd=IA5:https://p.example\n[h]\na=OID:2.16.840.1.101.3.4.2.1',
    kind: 'biometric',
    data: [
      {
        type: 'picture',
        hash: { algorithm: id('2.16.840.1.101.3.4.2.1', 'SHA-256'), value: '0102' },
        source: 'https://p.example',
      },
    ],
  },
  {
    what: 'proxy certificates (RFC 3820 §3.8)',
    lines: ['proxyCertInfo = critical,language:1.3.6.1.5.5.7.21.1,pathlen:2'],
    kind: 'proxyCertInfo',
    data: { pathLength: 2, policyLanguage: id('1.3.6.1.5.5.7.21.1', 'ppl-inheritAll') },
    critical: true,
  },
  { what: 'noRevAvail (RFC 9608 §2)', lines: ['2.5.29.56 = ASN1:NULL'], kind: 'present' },
];
