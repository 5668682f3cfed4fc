"""What pyca/cryptography reads of PEM blocks: a JSON array of them on standard input, one of readings on standard
output, `null` for what it refuses."""

import hashlib
import json
import sys
import warnings

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, ed448, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

warnings.simplefilter("ignore")

KINDS = [
    (rsa.RSAPublicKey, "rsa"),
    (ec.EllipticCurvePublicKey, "ec"),
    (dsa.DSAPublicKey, "dsa"),
    (ed25519.Ed25519PublicKey, "ed25519"),
    (ed448.Ed448PublicKey, "ed448"),
]

USAGES = {
    "digital_signature": "digitalSignature",
    "content_commitment": "nonRepudiation",
    "key_encipherment": "keyEncipherment",
    "data_encipherment": "dataEncipherment",
    "key_agreement": "keyAgreement",
    "key_cert_sign": "keyCertSign",
    "crl_sign": "cRLSign",
}

FORMS = {
    x509.DNSName: "dNSName",
    x509.RFC822Name: "rfc822Name",
    x509.UniformResourceIdentifier: "uniformResourceIdentifier",
    x509.IPAddress: "iPAddress",
    x509.RegisteredID: "registeredID",
    x509.DirectoryName: "directoryName",
    x509.OtherName: "otherName",
}

# As X.520 and RFC 3739 call what RFC 4514 has no name for.
NAMES = {
    x509.ObjectIdentifier(oid): name
    for oid, name in {
        "2.5.4.4": "SN",
        "2.5.4.42": "GN",
        "2.5.4.65": "pseudonym",
        "2.5.4.97": "organizationIdentifier",
    }.items()
}


def attempt(read):
    """What cannot be read is `{"refused": why}`, so that the rest is compared nevertheless."""
    try:
        return read()
    except Exception as error:
        return {"refused": f"{type(error).__name__}: {error}"[:120]}


def name(value):
    return [
        [[attribute.oid.dotted_string, text(attribute.value)] for attribute in rdn]
        for rdn in value.rdns
    ]


def text(value):
    return {"hex": value.hex()} if isinstance(value, bytes) else value


def key(certificate):
    public = certificate.public_key()
    kind = next(name for of, name in KINDS if isinstance(public, of))
    spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return {
        "kind": kind,
        "bits": public.key_size if hasattr(public, "key_size") else {"refused": "has none"},
        "pin": hashlib.sha256(spki).hexdigest(),
    }


def general_name(value):
    form = FORMS[type(value)]
    if form == "iPAddress":
        return [form, str(value.value)]
    if form == "registeredID":
        return [form, value.value.dotted_string]
    if form == "directoryName":
        return [form, value.value.rfc4514_string(NAMES)]
    if form == "otherName":
        return [form, value.type_id.dotted_string, string(value.value)]
    return [form, value.value]


# UTF8String, NumericString, PrintableString, IA5String and VisibleString.
STRINGS = {0x0C: "utf-8", 0x12: "ascii", 0x13: "ascii", 0x16: "ascii", 0x1A: "ascii"}


def string(der):
    """The characters of a string, or the encoding of anything else."""
    start = 2 if der[1] < 0x80 else 2 + (der[1] & 0x7F)
    return der[start:].decode(STRINGS[der[0]]) if der[0] in STRINGS else der.hex()


def usages(extensions):
    usage = extensions.get_extension_for_class(x509.KeyUsage).value
    said = [ours for theirs, ours in USAGES.items() if getattr(usage, theirs)]
    if usage.key_agreement:
        said += ["encipherOnly"] * usage.encipher_only + ["decipherOnly"] * usage.decipher_only
    return said


def optional(read):
    try:
        return read()
    except x509.ExtensionNotFound:
        return None


def of_extensions(extensions):
    """Where one extension is malformed, pyca gives none of them."""
    return {
        "extensions": [[one.oid.dotted_string, one.critical] for one in extensions],
        "alternativeNames": optional(
            lambda: [
                general_name(one)
                for one in extensions.get_extension_for_class(x509.SubjectAlternativeName).value
            ]
        ),
        "keyUsage": optional(lambda: usages(extensions)),
        "extendedKeyUsage": optional(
            lambda: [
                one.dotted_string
                for one in extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
            ]
        ),
    }


def moment(value):
    return value.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def certificate(pem):
    one = x509.load_pem_x509_certificate(pem)
    return {
        "kind": "certificate",
        "version": attempt(lambda: one.version.value + 1),
        "serial": attempt(lambda: str(one.serial_number)),
        "issuer": attempt(lambda: name(one.issuer)),
        "subject": attempt(lambda: name(one.subject)),
        "from": attempt(lambda: moment(one.not_valid_before_utc)),
        "to": attempt(lambda: moment(one.not_valid_after_utc)),
        "signature": one.signature_algorithm_oid.dotted_string,
        "key": attempt(lambda: key(one)),
        "of": attempt(lambda: of_extensions(one.extensions)),
        "sha1": one.fingerprint(hashes.SHA1()).hex(),
        "sha256": one.fingerprint(hashes.SHA256()).hex(),
        "sha512": one.fingerprint(hashes.SHA512()).hex(),
    }


def revocation_list(pem):
    one = x509.load_pem_x509_crl(pem)
    return {
        "kind": "revocationList",
        "issuer": attempt(lambda: name(one.issuer)),
        "from": moment(one.last_update_utc),
        "to": one.next_update_utc and moment(one.next_update_utc),
        "signature": one.signature_algorithm_oid.dotted_string,
        "of": attempt(
            lambda: {"extensions": [[ext.oid.dotted_string, ext.critical] for ext in one.extensions]}
        ),
        "entries": attempt(lambda: len(list(one))),
        "first": attempt(lambda: [[str(e.serial_number), moment(e.revocation_date_utc)] for e in one[:20]]),
        "sha256": one.fingerprint(hashes.SHA256()).hex(),
    }


def reading(pem):
    read = revocation_list if b"X509 CRL" in pem else certificate
    try:
        return read(pem)
    except Exception:
        return None


json.dump([reading(pem.encode()) for pem in json.load(sys.stdin)], sys.stdout)
