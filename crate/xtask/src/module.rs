//! The WebAssembly modules and their JavaScript, from one lock file.

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
    "--enable-simd",
];

/// A module: the package that it is compiled from, how, and the name of its files.
struct Module {
    package: &'static str,
    profile: &'static str,
    rustflags: &'static str,
    name: &'static str,
}

/// In every browser since March 2023 (https://webassembly.org/features/); hashes and searches are the faster for it.
const SIMD: &str = "-Ctarget-feature=+simd128";

const MODULES: &[Module] = &[
    Module { package: "anchorlight-wasm", profile: "release", rustflags: "", name: "engine" },
    Module {
        package: "anchorlight-wasm-inspect",
        profile: "inspector",
        rustflags: SIMD,
        name: "inspector",
    },
];

/// Builds the module of this name, or all of them.
pub(crate) fn build(only: Option<&str>) -> Result<()> {
    let modules: Vec<&Module> =
        MODULES.iter().filter(|module| only.is_none_or(|name| name == module.name)).collect();
    if modules.is_empty() {
        bail!("there is no such module");
    }
    let root = crate::root()?;
    for module in modules {
        module.compile(&root)?;
        module.generate(&root)?;
    }
    Ok(())
}

impl Module {
    fn compile(&self, root: &Path) -> Result<()> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let what = ["--profile", self.profile, "--target", TARGET, "--package", self.package];
        run(Command::new(cargo)
            .current_dir(root)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", self.rustflags)
            .args(["build", "--quiet", "--locked"])
            .args(what))
    }

    fn generate(&self, root: &Path) -> Result<()> {
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), Into::into);
        let file = format!("{}.wasm", self.package.replace('-', "_"));
        let compiled = target.join(TARGET).join(self.profile).join(file);
        let out = root.join("web/sdk/generated");
        let staged = target.join("module");
        let name = self.name;
        let bytes = format!("{name}_bg.wasm");
        if is_newer(&out.join(&bytes), &compiled) {
            return Ok(());
        }
        Bindgen::new()
            .input_path(&compiled)
            .out_name(name)
            .web(true)?
            .omit_default_module_path(true)
            .typescript(true)
            .reset_state_function(true)
            .generate(&staged)?;
        optimise(root, &staged.join(&bytes), &out.join(&bytes))?;
        for file in [format!("{name}.js"), format!("{name}.d.ts"), format!("{name}_bg.wasm.d.ts")] {
            crate::write_if_changed(&out.join(&file), &std::fs::read(staged.join(&file))?)?;
        }
        Ok(())
    }
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
