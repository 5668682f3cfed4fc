// Logotypes: where they are, and what is told of pictures and sounds.
import { id } from './extension-rows.mjs';

export const logotypeRows = [
  {
    what: 'logotypes (RFC 9399 §4.1)',
    lines: ['1.3.6.1.5.5.7.1.12 = ASN1:SEQUENCE:s'],
    sections: [
      '[s]\na=EXPLICIT:0,SEQUENCE:com\nb=EXPLICIT:2,IMPLICIT:1,SEQUENCE:ref\nc=EXPLICIT:3,SEQUENCE:oth',
      '[com]\na=IMPLICIT:0,SEQUENCE:dir\n[dir]\na=SEQUENCE:imgs\n[imgs]\na=SEQUENCE:img\n[img]\na=SEQUENCE:det',
      '[det]\na=IA5:image/svg+xml\nb=SEQUENCE:hs\nc=SEQUENCE:us\n[hs]\na=SEQUENCE:h\n[h]\na=SEQUENCE:alg\nb=FORMAT:HEX,OCT:0a0b\n[alg]\na=OID:2.16.840.1.101.3.4.2.1\n[us]\na=IA5:https://l.example/a.svg',
      '[ref]\na=SEQUENCE:hs\nb=SEQUENCE:us',
      '[oth]\na=SEQUENCE:ot\n[ot]\na=OID:1.3.6.1.5.5.7.20.1\nb=IMPLICIT:1,SEQUENCE:ref',
    ].join('\n'),
    kind: 'logotype',
    data: [
      { of: 'community', details: [{ mediaType: 'image/svg+xml', ...logo() }] },
      { of: 'subject', details: [logo()] },
      { of: 'other', kind: id('1.3.6.1.5.5.7.20.1', 'logo-loyalty'), details: [logo()] },
    ],
  },
  {
    what: 'what is told of pictures and sounds in logotypes (RFC 9399 §4.1)',
    lines: ['1.3.6.1.5.5.7.1.12 = ASN1:SEQUENCE:s'],
    sections: [
      '[s]\na=EXPLICIT:1,IMPLICIT:0,SEQUENCE:dir\n[dir]\na=SEQUENCE:imgs\nb=IMPLICIT:1,SEQUENCE:sounds',
      '[imgs]\na=SEQUENCE:one\nb=SEQUENCE:two\nc=SEQUENCE:three',
      '[one]\na=SEQUENCE:pic\nb=SEQUENCE:i1\n[two]\na=SEQUENCE:pic\nb=SEQUENCE:i2\n[three]\na=SEQUENCE:pic\nb=SEQUENCE:i3',
      '[i1]\na=IMPLICIT:0,INTEGER:0\nb=INTEGER:4096\nc=INTEGER:64\nd=INTEGER:32\ne=IMPLICIT:1,INTEGER:8\nf=IMPLICIT:4,IA5:en-GB',
      '[i2]\na=INTEGER:0\nb=INTEGER:640\nc=INTEGER:480\nd=IMPLICIT:2,INTEGER:256',
      '[i3]\na=IMPLICIT:0,INTEGER:7\nb=INTEGER:1\nc=INTEGER:2\nd=INTEGER:3',
      '[sounds]\na=SEQUENCE:four\nb=SEQUENCE:five\n[four]\na=SEQUENCE:snd\nb=SEQUENCE:a1\n[five]\na=SEQUENCE:snd\nb=SEQUENCE:a2',
      '[a1]\na=INTEGER:90000\nb=INTEGER:1500\nc=INTEGER:2\nd=IMPLICIT:3,INTEGER:44100\ne=IMPLICIT:4,IA5:de\n[a2]\na=INTEGER:0\nb=INTEGER:0\nc=INTEGER:1',
      '[pic]\na=IA5:image/png\nb=SEQUENCE:hs\nc=SEQUENCE:us\n[snd]\na=IA5:audio/mpeg\nb=SEQUENCE:hs\nc=SEQUENCE:us',
      '[hs]\na=SEQUENCE:h\n[h]\na=SEQUENCE:alg\nb=FORMAT:HEX,OCT:0a0b\n[alg]\na=OID:2.16.840.1.101.3.4.2.1\n[us]\na=IA5:https://l.example/a.svg',
    ].join('\n'),
    kind: 'logotype',
    data: [
      {
        of: 'issuer',
        details: [
          {
            ...picture(),
            image: {
              ...{ type: 'grayScale', fileSize: 4096, xSize: 64, ySize: 32 },
              ...{ resolution: { numBits: 8 }, language: 'en-GB' },
            },
          },
          {
            ...picture(),
            image: { type: 'color', fileSize: 0, xSize: 640, ySize: 480, resolution: { tableSize: 256 } },
          },
          { ...picture(), image: { type: '7', fileSize: 1, xSize: 2, ySize: 3 } },
          {
            ...sound(),
            audio: { fileSize: 90000, playTime: 1500, channels: 2, sampleRate: 44100, language: 'de' },
          },
          { ...sound(), audio: { fileSize: 0, playTime: 0, channels: 1 } },
        ],
      },
    ],
  },
];

function logo() {
  return {
    hashes: [{ algorithm: id('2.16.840.1.101.3.4.2.1', 'SHA-256'), value: '0a0b' }],
    uris: ['https://l.example/a.svg'],
  };
}

function picture() {
  return { mediaType: 'image/png', ...logo() };
}

function sound() {
  return { mediaType: 'audio/mpeg', ...logo() };
}
