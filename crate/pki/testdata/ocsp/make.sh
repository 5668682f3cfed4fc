#!/bin/sh
# Makes the certificates and responses beside it with OpenSSL 3; the keys are thrown away.
. "$(dirname "$0")/../../../../scripts/testdata.sh"

printf 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n' > ca.ext
certificate issuer /CN=issuer -set_serial 0x01 -signkey issuer.key -extfile ca.ext
certificate good /CN=good -set_serial 0x11 -CA issuer.pem -CAkey issuer.key
certificate revoked /CN=revoked -set_serial 0x12 -CA issuer.pem -CAkey issuer.key
certificate held /CN=held -set_serial 0x13 -CA issuer.pem -CAkey issuer.key
certificate unheard /CN=unheard -set_serial 0x14 -CA issuer.pem -CAkey issuer.key
printf 'extendedKeyUsage=OCSPSigning\nnoCheck=ignored\n' > responder.ext
certificate responder /CN=responder -set_serial 0x15 -CA issuer.pem -CAkey issuer.key -extfile responder.ext
keep issuer good revoked held unheard responder

# openssl ca's database: status, expiry, revocation and its reason, serial, file, subject.
printf 'V\t300101000000Z\t\t11\tunknown\t/CN=good\n' > index.txt
printf 'R\t300101000000Z\t250102030405Z,keyCompromise\t12\tunknown\t/CN=revoked\n' >> index.txt
printf 'R\t300101000000Z\t250102030405Z,holdInstruction,holdInstructionReject\t13\tunknown\t/CN=held\n' >> index.txt

respond() { # file, signer, request options --, response options
  file=$1; signer=$2; shift 2
  request=; while [ "$1" != -- ]; do request="$request $1"; shift; done; shift
  # Word splitting is wanted: these are options without spaces.
  openssl ocsp -issuer issuer.pem $request -reqout "$file.request"
  openssl ocsp -index index.txt -CA issuer.pem -rsigner "$signer.pem" -rkey "$signer.key" \
    -reqin "$file.request" -respout "$here/$file.der" "$@"
}
respond several responder -cert good.pem -sha256 -cert revoked.pem -sha384 -cert held.pem -sha1 -cert unheard.pem -- -ndays 7
respond by-key issuer -no_nonce -sha512 -cert good.pem -- -resp_key_id -resp_no_certs
