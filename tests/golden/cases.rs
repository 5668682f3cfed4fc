// The golden inputs, included by the native and the WebAssembly tests alike: (name, chain, store,
// request, report). `node tests/golden/make.mjs` makes them again.
macro_rules! golden {
    ($($name:literal),* $(,)?) => {
        &[$((
            $name,
            include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden/", $name, "/chain.pem")),
            include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden/", $name, "/store.pem")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden/", $name, "/request.json")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden/", $name, "/report.json")),
        )),*]
    };
}

type Golden = (&'static str, &'static [u8], &'static [u8], &'static str, &'static str);

const GOLDEN: &[Golden] = golden![
    "cross-signed",
    "expired",
    "malformed",
    "missing-intermediate",
    "rsa-pss",
    "trusted",
    "wrong-host",
];
