"""What OpenSSL and pyca/cryptography take to open lists and to find certificates on them.

Takes the number of rounds, an empty list, and lists each with its serial numbers; prints milliseconds
for opening and microseconds for look-ups as JSON.
"""

import json
import resource
import statistics
import subprocess
import sys
import time

from cryptography import x509


def child_ms(file):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["openssl", "crl", "-inform", "DER", "-in", file, "-noout"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1000


def openssl(rounds, empty, file):
    median = lambda name: statistics.median(child_ms(name) for _ in range(rounds))
    return {"open": median(file) - median(empty)}


def pyca(rounds, file, serials):
    data = open(file, "rb").read()
    # A look-up walks the list, so a few of them tell.
    asked = [int(line, 16) for line in open(serials)][: 2 + rounds]
    opens, first = [], 0
    for _ in range(rounds):
        start = time.perf_counter()
        crl = x509.load_der_x509_crl(data)
        opens.append((time.perf_counter() - start) * 1000)
    lookups = []
    for serial in asked:
        start = time.perf_counter()
        assert crl.get_revoked_certificate_by_serial_number(serial) is not None
        lookups.append((time.perf_counter() - start) * 1e6)
    return {"open": statistics.median(opens), "first": lookups[0], "next": statistics.median(lookups[1:])}


rounds, empty, files = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
pairs = list(zip(files[::2], files[1::2]))
rows = {
    "openssl crl": [openssl(rounds, empty, file) for file, _ in pairs],
    "pyca/cryptography": [pyca(rounds, *pair) for pair in pairs],
}
print(json.dumps(rows))
