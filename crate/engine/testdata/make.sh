#!/bin/sh
# Makes the certificates beside it with OpenSSL 3; the keys are thrown away.
. "$(dirname "$0")/../../../scripts/testdata.sh"

cat > extensions <<'CONFIG'
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

certificate root "/O=Corp/CN=Corp People Root" -signkey root.key -extfile extensions -extensions root
certificate person "/C=SE/O=Corp/CN=Ann" -CA root.pem -CAkey root.key -extfile extensions -extensions person
# An address in the subject, where it does not count.
certificate old-person "/O=Corp/CN=Old/emailAddress=Old@corp.example" \
  -CA root.pem -CAkey root.key -extfile extensions -extensions old
# Self-signed, and all that the Forum asks for but for its first name.
certificate wildcard / -signkey wildcard.key -extfile extensions -extensions wildcard
cp root.pem person.pem old-person.pem wildcard.pem "$here"
