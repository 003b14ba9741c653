//! Damaged and foreign model files are refused by name or read as they are; nothing panics.

mod common;

use std::{cell::RefCell, fs, io};

use dateline_read::{Error, FILES, Options, Pipeline};

/// Files small enough to be damaged many times in a debug build.
const SMALL: [&str; 7] = [
    "tokenizer",
    "tagger/model",
    "tagger/cfg",
    "parser/moves",
    "ner/moves",
    "attribute_ruler/patterns",
    "vocab/lookups.bin",
];

/// Numbers that look random but are the same in every run (SplitMix64).
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (z ^ (z >> 27)) as usize
}

#[test]
fn what_is_missing_is_named() {
    let folder = std::env::temp_dir().join("dateline-no-model-here");
    let error = Pipeline::load(&folder).expect_err("nothing there").to_string();
    assert!(error.contains("tok2vec") && error.contains("config.cfg"), "{error}");
}

#[test]
fn bytes_of_any_kind_are_refused() {
    for file in FILES {
        for bytes in
            [&b""[..], b"\x80", b"\x90", b"\xc0", b"{}", b"\x83\xa5nodes\x90\xa5attrs\x90\xa6params\x90"]
        {
            let result = Pipeline::check_file(file, bytes);
            let empty_is_well = (file == "vocab/key2row" && bytes == b"\x80")
                || (file == "attribute_ruler/patterns" && bytes == b"\x90");
            assert_eq!(result.is_ok(), empty_is_well, "{file} {bytes:?}");
            if let Err(error) = result {
                assert!(error.to_string().starts_with(file), "{error}");
            }
        }
    }
}

#[test]
fn flipped_and_cut_files_do_not_panic() {
    let Some(folder) = common::folder() else { return };
    let mut state = 7;
    for file in SMALL {
        let whole = fs::read(folder.join(file)).expect("installed");
        for round in 0..150 {
            let mut bytes = whole.clone();
            if round % 5 == 0 {
                bytes.truncate(next(&mut state) % whole.len());
            } else {
                for _ in 0..=round % 4 {
                    let at = next(&mut state) % bytes.len();
                    bytes[at] = next(&mut state) as u8;
                }
            }
            let _ = Pipeline::check_file(file, &bytes);
        }
    }
}

#[test]
fn a_pipeline_with_wild_numbers_still_reads() {
    let Some(folder) = common::folder() else { return };
    let read = |file: &str| {
        let path = folder.join(file);
        fs::read(&path).map_err(|source| Error::Unreadable { file: path, source })
    };
    let state = RefCell::new(11);
    for damaged in
        ["tok2vec/model", "parser/model", "ner/model", "vocab/vectors", "tagger/model", "tokenizer"]
    {
        let load = |file: &str| {
            let mut bytes = read(file)?;
            if file == damaged {
                let len = bytes.len();
                for _ in 0..len / 20 {
                    // The second half holds numbers or rules, not the structure.
                    let at = len / 2 + next(&mut state.borrow_mut()) % (len / 2);
                    bytes[at] = next(&mut state.borrow_mut()) as u8;
                }
            }
            Ok(bytes)
        };
        if let Ok(pipeline) = Pipeline::from_files(&load, Options::default()) {
            let doc = pipeline.read("Marta Brandt flew to Gdansk (again) on 3 May.\n\nNobody knew :-) why…");
            assert!(!doc.tokens.is_empty() && doc.sentences.iter().all(|s| !s.tokens.is_empty()));
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let read = |file: &str| Err(Error::Unreadable { file: file.into(), source: io::Error::other("no disk") });
    let error = Pipeline::from_files(&read, Options::default()).expect_err("no files");
    assert!(matches!(error, Error::Unreadable { .. }), "{error}");
}
