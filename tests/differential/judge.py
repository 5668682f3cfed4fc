"""Asks pyca/cryptography: one JSON question per line in, one JSON answer per line out."""

import base64
import datetime
import ipaddress
import json
import re
import sys

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.verification import (
    Criticality,
    ExtensionPolicy,
    PolicyBuilder,
    Store,
    VerificationError,
)

ANY = Criticality.AGNOSTIC


def is_ca(_policy, _certificate, constraints):
    """RFC 5280 section 6.1.4 (k)."""
    if not constraints.ca:
        raise ValueError("basicConstraints without cA")


def signs_certificates(_policy, _certificate, usage):
    """RFC 5280 section 6.1.4 (n)."""
    if usage is not None and not usage.key_cert_sign:
        raise ValueError("keyUsage without keyCertSign")


def permits_purpose(policy, _certificate, purposes):
    """RFC 5280 section 4.2.1.12: absent and anyExtendedKeyUsage permit every purpose."""
    fitting = (policy.extended_key_usage, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE)
    if purposes is not None and not any(purpose in fitting for purpose in purposes):
        raise ValueError("extendedKeyUsage without the purpose")


# No more than the algorithm of RFC 5280 section 6.1: what the defaults add to it is taken out.
RFC5280_CA = (
    ExtensionPolicy.permit_all()
    .require_present(x509.BasicConstraints, ANY, is_ca)
    .may_be_present(x509.KeyUsage, ANY, signs_certificates)
    .may_be_present(x509.ExtendedKeyUsage, ANY, permits_purpose)
)
RFC5280_EE = (
    ExtensionPolicy.webpki_defaults_ee()
    .may_be_present(x509.BasicConstraints, ANY, None)
    .may_be_present(x509.KeyUsage, ANY, None)
    .may_be_present(x509.ExtendedKeyUsage, ANY, permits_purpose)
    .may_be_present(x509.AuthorityKeyIdentifier, ANY, None)
    .may_be_present(x509.NameConstraints, ANY, None)
)


def load(text):
    return x509.load_der_x509_certificate(base64.b64decode(text))


def essence(error):
    """The reason alone, without what it is wrapped in and the certificate it was found on."""
    error = re.sub(r" \(encountered processing .*", "", error, flags=re.DOTALL)
    return re.sub(r"^(validation failed: |candidates exhausted: |Python extension validator failed: )+", "", error)


def answer(question):
    time = datetime.datetime.fromtimestamp(question["time"], datetime.timezone.utc)
    store = Store([load(text) for text in question["store"]])
    builder = PolicyBuilder().store(store).time(time.replace(tzinfo=None))
    if not question["defaults"]:
        builder = builder.extension_policies(ca_policy=RFC5280_CA, ee_policy=RFC5280_EE)
    if question["server"]:
        host = question["host"]
        if "dns" in host:
            name = x509.DNSName(host["dns"])
        else:
            name = x509.IPAddress(ipaddress.ip_address(host["ip"]))
        verifier = builder.build_server_verifier(name)
    else:
        verifier = builder.build_client_verifier()
    try:
        verifier.verify(load(question["leaf"]), [load(text) for text in question["chain"]])
    except VerificationError as error:
        return {"accepted": False, "error": essence(str(error))}
    except ValueError as error:
        return {"accepted": False, "error": f"ValueError: {error}"}
    return {"accepted": True}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
