//! JSON Schemas of the public contract.

use anchorlight::{
    Advice, AdviseRequest, Calendar, CalendarRequest, DiffRequest, Difference, Document,
    DocumentProblem, EditRequest, Edited, Export, ExportRequest, IcsRequest, Opened, OpenedStore,
    Preview, PreviewRequest, Report, Request, SimulateRequest, Simulation, StoreReport,
    StoreRequest, UpdateReport, UpdateRequest,
};
use anchorlight_inspect::{Inspection, Relations, Tree};
use anyhow::Result;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// Whatever the engine says, for the TypeScript types.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "its fields are names for types")]
struct Answers {
    report: Report,
    opened: Opened,
    opened_store: OpenedStore,
    store_report: StoreReport,
    document: Document,
    document_problem: DocumentProblem,
    advice: Advice,
    calendar: Calendar,
    difference: Difference,
    export: Export,
    edited: Edited,
    preview: Preview,
    simulation: Simulation,
    update_report: UpdateReport,
}

/// Whatever it is asked.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "its fields are names for types")]
struct Questions {
    request: Request,
    store_request: StoreRequest,
    advise_request: AdviseRequest,
    calendar_request: CalendarRequest,
    diff_request: DiffRequest,
    export_request: ExportRequest,
    ics_request: IcsRequest,
    edit_request: EditRequest,
    preview_request: PreviewRequest,
    simulate_request: SimulateRequest,
    update_request: UpdateRequest,
}

/// Whatever the inspector says.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "its fields are names for types")]
struct Inspected {
    inspection: Inspection,
    relations: Relations,
    tree: Tree,
}

pub(crate) fn write() -> Result<()> {
    let published = crate::root()?.join("web/sdk/schema");
    let for_types = crate::root()?.join("target/schema");
    let settings = SchemaSettings::draft2020_12;
    let document = of::<Document>(settings().for_deserialize());
    let report = of::<Report>(settings().for_serialize());
    let request = of::<Request>(settings().for_deserialize());
    let inspection = of::<Inspection>(settings().for_serialize());
    let answers = of::<Answers>(settings().for_serialize());
    let questions = of::<Questions>(settings().for_deserialize());
    let inspected = of::<Inspected>(settings().for_serialize());
    for (folder, name, schema) in [
        (&published, "document", document),
        (&published, "inspection", inspection),
        (&published, "report", report),
        (&published, "request", request),
        (&for_types, "answers", answers),
        (&for_types, "inspected", inspected),
        (&for_types, "questions", questions),
    ] {
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
