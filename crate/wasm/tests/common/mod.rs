//! What both runs share.

use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

include!("../../../../tests/golden/cases.rs");

pub fn all_golden() {
    for (name, chain, store, request, expected) in GOLDEN {
        let request = JSON::parse(request).unwrap();
        set(&request, "certificates", &sources("chain.pem", chain));
        set(&request, "anchors", &sources("store.pem", store));
        let report = anchorlight_wasm::check(request).unwrap();
        assert_eq!(text(&report), text(&JSON::parse(expected).unwrap()), "{name}");
    }
}

/// The golden stores kept open.
pub fn all_golden_opened() {
    for (name, chain, store, request, expected) in GOLDEN {
        let opened = anchorlight_wasm::open(store.to_vec()).unwrap();
        let digest = Reflect::get(&opened, &"digest".into()).unwrap();
        let source = Object::new();
        set(&source, "label", &"store.pem".into());
        set(&source, "opened", &digest);
        let request = JSON::parse(request).unwrap();
        set(&request, "certificates", &sources("chain.pem", chain));
        set(&request, "anchors", &Array::of1(&source));
        let report = anchorlight_wasm::check(request.clone()).unwrap();
        assert_eq!(text(&report), text(&JSON::parse(expected).unwrap()), "{name}");
        let digest = digest.as_string().unwrap();
        assert!(anchorlight_wasm::close(&digest), "{name}");
        assert!(!anchorlight_wasm::close(&digest), "{name}");
        assert_eq!(error_id(request), "request.source", "{name}");
    }
}

pub fn bad_requests() {
    let request = JSON::parse(r#"{"certificates":[],"anchors":[],"time":0,"host":"a b"}"#).unwrap();
    assert_eq!(error_id(request), "request.host");
    let request = JSON::parse(r#"{"certificates":[],"anchors":[],"time":1e15}"#).unwrap();
    assert_eq!(error_id(request), "request.time");
    let request = JSON::parse(r#"{"certificates":[],"anchors":[]}"#).unwrap();
    assert_eq!(error_id(request), "request.shape");
}

fn error_id(request: JsValue) -> String {
    let error = anchorlight_wasm::check(request).unwrap_err();
    Reflect::get(&error, &"id".into()).unwrap().as_string().unwrap()
}

fn sources(label: &str, data: &[u8]) -> JsValue {
    let source = Object::new();
    set(&source, "label", &label.into());
    set(&source, "data", &Uint8Array::from(data));
    Array::of1(&source).into()
}

fn set(object: &JsValue, key: &str, value: &JsValue) {
    Reflect::set(object, &key.into(), value).unwrap();
}

/// With the keys of every object in order, because the order of keys is not part of the report.
fn text(value: &JsValue) -> String {
    String::from(JSON::stringify(&sorted(value)).unwrap())
}

fn sorted(value: &JsValue) -> JsValue {
    if Array::is_array(value) {
        return Array::from(value).iter().map(|item| sorted(&item)).collect::<Array>().into();
    }
    let Some(object) = value.dyn_ref::<Object>() else { return value.clone() };
    let copy = Object::new();
    for entry in Object::entries(object).sort().iter() {
        let entry = Array::from(&entry);
        set(&copy, &entry.get(0).as_string().unwrap(), &sorted(&entry.get(1)));
    }
    copy.into()
}
