//! The golden inputs give the golden reports natively.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use anchorlight::{Request, Source, check};
use serde_json::Value;

include!("../../../tests/golden/cases.rs");

#[test]
fn golden_inputs_give_golden_reports() {
    for (name, chain, store, request, expected) in GOLDEN {
        let mut request: Value = serde_json::from_str(request).unwrap();
        request["certificates"] = Value::Array(Vec::new());
        request["anchors"] = Value::Array(Vec::new());
        let mut request: Request = serde_json::from_value(request).unwrap();
        let source = |label: &str, data: &[u8]| Source::data(Some(label.to_owned()), data.to_vec());
        request.certificates.push(source("chain.pem", chain));
        request.anchors.push(source("store.pem", store));
        let report = serde_json::to_value(check(&request).unwrap()).unwrap();
        let expected: Value = serde_json::from_str(expected).unwrap();
        assert_eq!(report, expected, "{name}");
    }
}
