#!/bin/sh
# Makes the certificates beside it with OpenSSL 3; the keys are thrown away.
set -eu
cd "$(dirname "$0")"
keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT

config="$keys/config"
cat > "$config" <<'CONFIG'
[req]
distinguished_name = subject
string_mask = utf8only
utf8 = yes
prompt = no
[subject]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[person]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = emailProtection,clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
certificatePolicies = 2.5.29.32.0,@policy
subjectAltName = @names
[policy]
policyIdentifier = 2.999.1
CPS.1 = https://corp.example/cps
CPS.2 = https://corp.example/cps-2
userNotice.1 = @notice
[notice]
explicitText = UTF8:For people of Corp.
organization = Corp
noticeNumbers = 1,2
[names]
email = Ann@corp.example
URI.1 = spiffe://corp.example/ns/a
URI.2 = https://www.corp.example/people/ann
DNS = ann.corp.example
dirName = directory
otherName = 1.3.6.1.5.5.7.8.9;FORMAT:UTF8,UTF8:é@corp.example
[directory]
C = SE
O = Corp
CN = Ann at Corp
[old]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = emailProtection
authorityKeyIdentifier = keyid
[wildcard]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
subjectAltName = critical,DNS:*.Shops.Example,DNS:www.corp.example
CONFIG

certificate() { # file, subject, extensions, further options
  file=$1; subject=$2; extensions=$3; shift 3
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$keys/$file.key"
  openssl req -x509 -new -config "$config" -key "$keys/$file.key" -subj "$subject" \
    -extensions "$extensions" -days 36500 -sha256 -out "$file.pem" "$@"
}
by_root="-CA root.pem -CAkey $keys/root.key"

certificate root "/O=Corp/CN=Corp People Root" root
# shellcheck disable=SC2086
certificate person "/C=SE/O=Corp/CN=Ann" person $by_root
# An address in the subject, where it does not count.
# shellcheck disable=SC2086
certificate old-person "/O=Corp/CN=Old/emailAddress=Old@corp.example" old $by_root
# Self-signed, and all that the Forum asks for but for its first name.
certificate wildcard / wildcard
