# Sourced by the make.sh beside test data: works in a folder that is thrown away, with every key in it.
# `here` is where the test data are.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# A certificate with a key of its own, as NAME.pem and NAME.key.
certificate() { # name, subject, openssl x509 options
  name=$1; subject=$2; shift 2
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout "$name.key" -subj "$subject" -out "$name.csr"
  openssl x509 -req -in "$name.csr" -days 36500 -out "$name.pem" "$@"
}

keep() { # names of certificates
  for name; do openssl x509 -in "$name.pem" -outform DER -out "$here/$name.der"; done
}
