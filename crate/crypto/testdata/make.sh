#!/bin/sh
# Makes the self-signed certificates beside it with OpenSSL 3; the keys are thrown away.
# ml-dsa-*.der are the trusted certificates of x509-limbo's rfc9881 cases; OpenSSL has ML-DSA only since 3.5.
set -eu
cd "$(dirname "$0")"
keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT

key() { # name, openssl genpkey options
  name=$1; shift
  openssl genpkey -out "$keys/$name" "$@"
}
certificate() { # file, key, openssl req options
  file=$1; key=$2; shift 2
  openssl req -x509 -new -key "$keys/$key" -subj "/CN=$file" -days 36500 -outform DER -out "$file.der" "$@"
}

key rsa -algorithm RSA -pkeyopt rsa_keygen_bits:2048
for hash in sha1 sha224 sha256 sha384 sha512; do certificate "rsa-pkcs1-$hash" rsa "-$hash"; done
certificate rsa-pkcs1-md5 rsa -md5

pss() { # file, key, hash, mask hash, salt length
  certificate "$1" "$2" "-$3" -sigopt rsa_padding_mode:pss -sigopt "rsa_mgf1_md:$4" -sigopt "rsa_pss_saltlen:$5"
}
pss rsa-pss-sha1-salt20 rsa sha1 sha1 20
pss rsa-pss-sha256-salt0 rsa sha256 sha256 0
pss rsa-pss-sha256-salt32 rsa sha256 sha256 32
pss rsa-pss-sha256-mask-sha1 rsa sha256 sha1 32
key rsa4096 -algorithm RSA -pkeyopt rsa_keygen_bits:4096
pss rsa-pss-sha512-salt446 rsa4096 sha512 sha512 446
# Keys of id-RSASSA-PSS, without parameters and bound to SHA-256 with a salt of 32 octets or more.
key free -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048
pss rsa-pss-key-free free sha256 sha256 32
key bound -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_pss_keygen_md:sha256 \
  -pkeyopt rsa_pss_keygen_mgf1_md:sha256 -pkeyopt rsa_pss_keygen_saltlen:32
pss rsa-pss-key-bound bound sha256 sha256 32
pss rsa-pss-key-bound-longer-salt bound sha256 sha256 40

for curve in P-256 P-384 P-521; do
  key "$curve" -algorithm EC -pkeyopt "ec_paramgen_curve:$curve"
  for hash in sha1 sha224 sha256 sha512; do certificate "ecdsa-$curve-$hash" "$curve" "-$hash"; done
done
key secp256k1 -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1
certificate ecdsa-secp256k1-sha256 secp256k1 -sha256

key ed25519 -algorithm ED25519
certificate ed25519 ed25519

dsa() { # name, bits of p, bits of q
  openssl genpkey -genparam -algorithm DSA -pkeyopt "dsa_paramgen_bits:$2" -pkeyopt "dsa_paramgen_q_bits:$3" \
    -out "$keys/$1.parameters"
  key "$1" -paramfile "$keys/$1.parameters"
}
dsa dsa1024 1024 160
dsa dsa2048 2048 256
dsa odd 1024 224
certificate dsa-1024-sha1 dsa1024 -sha1
certificate dsa-1024-sha256 dsa1024 -sha256
certificate dsa-2048-sha224 dsa2048 -sha224
certificate dsa-2048-sha256 dsa2048 -sha256
certificate dsa-1024-224-sha256 odd -sha256
