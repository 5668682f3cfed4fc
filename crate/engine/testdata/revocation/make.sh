#!/bin/sh
# Makes the certificates, the list and the response beside it with OpenSSL 3; the keys are thrown away.
. "$(dirname "$0")/../../../../scripts/testdata.sh"

printf 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n' > ca.ext
certificate issuer /CN=issuer -set_serial 0x01 -signkey issuer.key -extfile ca.ext
printf 'basicConstraints=critical,CA:FALSE\nauthorityKeyIdentifier=keyid\n' > end.ext
certificate good /CN=good -set_serial 0x11 -CA issuer.pem -CAkey issuer.key -extfile end.ext
certificate revoked /CN=revoked -set_serial 0x12 -CA issuer.pem -CAkey issuer.key -extfile end.ext
keep issuer good revoked

# openssl ca's database: status, expiry, revocation and its reason, serial, file, subject.
printf 'V\t21260101000000Z\t\t11\tunknown\t/CN=good\n' > index.txt
printf 'R\t21260101000000Z\t260102030405Z,keyCompromise\t12\tunknown\t/CN=revoked\n' >> index.txt
echo 07 > number
cat > ca.cnf <<'CONFIG'
[ca]
default_ca = here
[here]
database = index.txt
crlnumber = number
default_md = sha256
[list]
authorityKeyIdentifier = keyid
CONFIG
openssl ca -gencrl -config ca.cnf -crlexts list -cert issuer.pem -keyfile issuer.key \
  -crl_nextupdate 21260101000000Z -out list.pem
openssl crl -in list.pem -outform DER -out "$here/list.der"
openssl ocsp -issuer issuer.pem -cert good.pem -cert revoked.pem -no_nonce -reqout request.der
openssl ocsp -index index.txt -CA issuer.pem -rsigner issuer.pem -rkey issuer.key -resp_no_certs \
  -reqin request.der -respout "$here/response.der" -ndays 36500
