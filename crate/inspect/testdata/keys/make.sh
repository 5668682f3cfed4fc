#!/bin/sh
# Makes the private keys beside it with OpenSSL 3: one of each form, short ones, for the fuzz target `keys`.
# They protect nothing. The password of the encrypted ones is `password`.
set -eu
cd "$(dirname "$0")"
pem=$(mktemp)
trap 'rm -f "$pem"' EXIT

make() { # file, openssl genpkey options
  name=$1; shift
  openssl genpkey -out "$pem" "$@"
  openssl pkcs8 -topk8 -nocrypt -in "$pem" -outform DER -out "$name.pkcs8.der"
}
make rsa -algorithm RSA -pkeyopt rsa_keygen_bits:512
openssl rsa -in "$pem" -traditional -outform DER -out rsa.pkcs1.der
openssl dsaparam -genkey -noout -out "$pem" 1024
openssl pkcs8 -topk8 -nocrypt -in "$pem" -outform DER -out dsa.pkcs8.der
openssl dsa -in "$pem" -outform DER -out dsa.openssl.der
make x25519 -algorithm X25519
make ed25519 -algorithm ED25519
make ec -algorithm EC -pkeyopt ec_paramgen_curve:P-256
openssl ec -in "$pem" -outform DER -out ec.sec1.der
openssl ec -in "$pem" -aes128 -passout pass:password -out ec.traditional.pem
encrypt() { # file, openssl pkcs8 options
  name=$1; shift
  openssl pkcs8 -topk8 -in "$pem" -passout pass:password -outform DER -out "$name.encrypted.der" "$@"
}
encrypt pbes2 -v2 aes-256-cbc -iter 1
encrypt scrypt -scrypt -scrypt_N 2 -scrypt_r 1 -scrypt_p 1
encrypt pkcs12 -v1 PBE-SHA1-3DES -iter 1
