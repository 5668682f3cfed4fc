#!/usr/bin/env bash
# Makes the files beside it with OpenSSL 3: a request for a certificate, one for an OCSP response, and a certificate
# with trust settings.
. "$(dirname "$0")/../../../../scripts/testdata.sh"

cat > own.cnf <<'CONFIG'
[req]
distinguished_name = dn
attributes = more
prompt = no
req_extensions = own
[dn]
CN = Asks
[more]
unstructuredName = nobody
challengePassword = nothing
[own]
basicConstraints = critical,CA:FALSE
subjectAltName = DNS:a.example,IP:2001:db8::1
CONFIG
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out own.key
openssl req -new -config own.cnf -key own.key -outform DER -out "$here/request.der"
certificate Issuer /CN=Issuer -signkey Issuer.key
certificate End /CN=End -CA Issuer.pem -CAkey Issuer.key -set_serial 77
openssl ocsp -issuer Issuer.pem -cert End.pem -serial 78 -reqout "$here/ocsp-request.der"
openssl x509 -in End.pem -trustout -addtrust serverAuth -addreject emailProtection -setalias "End of it" \
  -out "$here/trusted.pem"
