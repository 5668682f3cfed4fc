//! The WebAssembly module and its JavaScript, from one lock file.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// What rustc emits for the target by default; wasm-opt must be told.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

pub(crate) fn build() -> Result<()> {
    let root = crate::root()?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    run(Command::new(cargo).current_dir(&root).args([
        "build",
        "--quiet",
        "--locked",
        "--release",
        "--target",
        TARGET,
        "--package",
        "anchorlight-wasm",
    ]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), Into::into);
    let compiled = target.join(TARGET).join("release/anchorlight_wasm.wasm");
    let out = root.join("web/sdk/generated");
    let staged = target.join("module");
    if is_newer(&out.join("engine_bg.wasm"), &compiled) {
        return Ok(());
    }
    Bindgen::new()
        .input_path(&compiled)
        .out_name("engine")
        .web(true)?
        .omit_default_module_path(true)
        .typescript(true)
        .reset_state_function(true)
        .generate(&staged)?;
    optimise(&root, &staged.join("engine_bg.wasm"), &out.join("engine_bg.wasm"))?;
    for file in ["engine.js", "engine.d.ts", "engine_bg.wasm.d.ts"] {
        crate::write_if_changed(&out.join(file), &std::fs::read(staged.join(file))?)?;
    }
    Ok(())
}

/// Stripping is wasm-opt's: wasm-bindgen wants the sections it reads.
fn optimise(root: &Path, from: &Path, to: &Path) -> Result<()> {
    let wasm_opt = root.join("node_modules/binaryen/bin/wasm-opt");
    if !wasm_opt.exists() {
        bail!("{} is missing: run `npm ci` first", wasm_opt.display());
    }
    std::fs::create_dir_all(to.parent().context("a folder")?)?;
    run(Command::new("node")
        .arg(wasm_opt)
        .args(FEATURES)
        .args(["-O3", "--strip-debug", "--strip-producers", "--strip-target-features"])
        .arg(from)
        .arg("-o")
        .arg(to))
}

fn is_newer(path: &Path, than: &Path) -> bool {
    let modified = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    matches!((modified(path), modified(than)), (Some(a), Some(b)) if a > b)
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("starting {command:?}"))?;
    if !status.success() {
        bail!("{command:?} failed: {status}");
    }
    Ok(())
}
