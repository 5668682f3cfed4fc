//! JSON Schemas of the public contract.

use anchorlight::{Opened, Report, Request};
use anyhow::Result;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

pub(crate) fn write() -> Result<()> {
    let folder = crate::root()?.join("web/sdk/schema");
    let settings = SchemaSettings::draft2020_12;
    let opened = of::<Opened>(settings().for_serialize());
    let report = of::<Report>(settings().for_serialize());
    let request = of::<Request>(settings().for_deserialize());
    for (name, schema) in [("opened", opened), ("report", report), ("request", request)] {
        let mut value = schema.to_value();
        absent_is_not_null(&mut value);
        if let Some(object) = value.as_object_mut() {
            object.insert(
                "$comment".into(),
                "Generated from the Rust types by `cargo xtask schema`. Do not edit.".into(),
            );
        }
        let text = serde_json::to_string_pretty(&value)? + "\n";
        crate::write_if_changed(&folder.join(format!("{name}.schema.json")), text.as_bytes())?;
    }
    Ok(())
}

fn of<T: JsonSchema>(settings: SchemaSettings) -> Schema {
    settings.into_generator().into_root_schema_for::<T>()
}

/// Optional fields are left out, never null; schemars says both.
fn absent_is_not_null(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(absent_is_not_null),
        Value::Object(object) => {
            object.values_mut().for_each(absent_is_not_null);
            let required = object.get("required").cloned().unwrap_or_default();
            let properties = object.get_mut("properties").and_then(Value::as_object_mut);
            for (name, property) in properties.into_iter().flatten() {
                let is_required =
                    required.as_array().is_some_and(|all| all.contains(&name.as_str().into()));
                if !is_required {
                    without_null(property);
                }
            }
        }
        _ => {}
    }
}

fn without_null(property: &mut Value) {
    let Some(object) = property.as_object_mut() else { return };
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [single] = types.as_slice() {
            let single = single.clone();
            object.insert("type".into(), single);
        }
    }
    if let Some(Value::Array(choices)) = object.get_mut("anyOf") {
        choices.retain(|choice| choice.get("type") != Some(&"null".into()));
        if let [Value::Object(single)] = choices.as_slice() {
            let single = single.clone();
            object.remove("anyOf");
            object.extend(single);
        }
    }
}
