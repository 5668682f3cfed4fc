//! What is needed of JavaScript; js-sys would bring its futures along.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// JavaScript's own `Error`.
    #[derive(Debug)]
    pub type Error;

    #[wasm_bindgen(constructor)]
    pub fn new(message: &str) -> Error;

    #[wasm_bindgen(method, setter)]
    pub fn set_id(this: &Error, id: &str);

    pub(crate) type Uint8Array;

    #[wasm_bindgen(js_namespace = Array, js_name = isArray)]
    pub(crate) fn is_array(value: &JsValue) -> bool;

    #[wasm_bindgen(js_namespace = Reflect, js_name = get)]
    pub(crate) fn field(object: &JsValue, name: &str) -> JsValue;

    #[wasm_bindgen(js_namespace = Reflect, js_name = get)]
    pub(crate) fn item(array: &JsValue, index: u32) -> JsValue;

    /// Gives back the object it is given: here for its type, which copies the bytes.
    #[wasm_bindgen(js_name = Object)]
    pub(crate) fn bytes(array: &Uint8Array) -> Vec<u8>;

    /// A string that stays in JavaScript.
    #[wasm_bindgen(js_name = String)]
    pub(crate) type Text;

    #[wasm_bindgen(method, js_class = "String")]
    pub(crate) fn concat(this: &Text, piece: &str) -> Text;

    #[wasm_bindgen(js_namespace = JSON)]
    pub(crate) fn parse(text: &Text) -> JsValue;
}
