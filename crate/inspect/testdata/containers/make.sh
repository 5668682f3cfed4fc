#!/usr/bin/env bash
# Makes the files beside it: one container of each kind, small, with as few rounds as its tool allows, so that a test
# can open each of them ten thousand times. Their password is `password`, and their keys are nobody's.
# Needs OpenSSL 3, keytool, python3, tar.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

make() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj "/CN=$1" \
    -keyout "$work/$1.key" -out "$work/$1.pem" 2>/dev/null
}
make End
make Root

export_() {
  openssl pkcs12 -export -in "$work/End.pem" -inkey "$work/End.key" -certfile "$work/Root.pem" \
    -name End -caname Root -passout pass:password -iter 1 "$@"
}
export_ -out pbes2.p12
export_ -legacy -out rc2.p12
export_ -nomac -keypbe NONE -certpbe NONE -out plain.p12
for type in jks jceks; do
  rm -f store.$type
  keytool -importkeystore -noprompt -srckeystore pbes2.p12 -srcstorepass password \
    -destkeystore store.$type -deststoretype $type -deststorepass password 2>/dev/null
done
keytool -genseckey -noprompt -keystore store.jceks -storetype jceks -storepass password -keypass password \
  -alias secret -keyalg AES -keysize 128 2>/dev/null

openssl crl2pkcs7 -nocrl -certfile "$work/End.pem" -certfile "$work/Root.pem" -outform DER -out certificates.p7b
# With -stream its lengths are indefinite and its content is in parts.
openssl cms -sign -stream -nodetach -binary -in make.sh -signer "$work/End.pem" -inkey "$work/End.key" \
  -certfile "$work/Root.pem" -outform DER -out signed.p7m

python3 - "$work" <<'PYTHON'
import sys, zipfile
work = sys.argv[1]
with zipfile.ZipFile('bundle.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
    archive.write(f'{work}/End.pem', 'End.pem')
    archive.write('certificates.p7b', 'a/certificates.p7b', zipfile.ZIP_STORED)
PYTHON
tar --format=pax -cf bundle.tar -C "$work" End.pem Root.pem
tar --format=gnu -czf bundle.tar.gz -C "$work" End.pem
