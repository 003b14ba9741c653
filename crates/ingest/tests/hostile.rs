//! Inputs that want to break something: any bytes, endless lines, deep pages, servers that lie.

#![allow(clippy::unwrap_used, reason = "a test ends at the first thing that is not as it must be")]

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;

use dateline_ingest::{Batch, Options, inputs};
use proptest::prelude::*;

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("dateline-hostile-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn read(name: &str, bytes: &[u8]) -> Batch {
    let path = file(name, bytes);
    let batch = inputs(&[path.display().to_string()], &Options::default());
    std::fs::remove_file(path).unwrap();
    batch
}

/// What must hold of every batch.
fn sound(batch: &Batch) {
    assert!(batch.reports.len() + batch.skipped.len() >= 1, "an input is lost");
    for report in &batch.reports {
        let mut at = 0;
        for block in &report.blocks {
            assert!(
                block.span.start >= at
                    && block.span.get(&report.text).is_some_and(|t| t == t.trim() && !t.is_empty())
            );
            assert!(report.text[at..block.span.start].chars().all(|c| c == '\n'));
            at = block.span.end;
        }
        assert_eq!(at, report.text.len());
        assert!(report.text.chars().all(|c| c == '\n' || !c.is_control()));
        assert!(report.removed.iter().all(|r| !r.text.is_empty() && !r.reason.is_empty()));
    }
    assert!(batch.skipped.iter().all(|s| !s.error.is_empty()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for name in ["bytes.txt", "bytes.html", "bytes.jsonl"] {
            sound(&read(name, &bytes));
        }
    }

    #[test]
    fn bytes_at_hand_are_read_like_a_file_of_them(bytes in proptest::collection::vec(any::<u8>(), 0..600), text in "(?s)[A-Za-z<>/{}\":.,\n ]{0,400}") {
        for given in [&bytes[..], text.as_bytes()] {
            for name in ["b.txt", "b.html", "b.jsonl"] {
                let at_hand = dateline_ingest::bytes(name, given, None, &Options::default());
                sound(&at_hand);
                let file = read(name, given);
                let texts = |b: &Batch| b.reports.iter().map(|r| r.text.clone()).collect::<Vec<_>>();
                prop_assert_eq!(texts(&at_hand), texts(&file));
            }
        }
    }

    #[test]
    fn any_text(text in "(?s)([A-Za-z“”'\"â(),.:;|—\\-<>/&@#€™\n ]|\\PC){0,400}") {
        for name in ["text.txt", "text.html"] {
            sound(&read(name, text.as_bytes()));
        }
    }

    #[test]
    fn pieces_of_a_plain_text_are_pieces_of_its_words(text in "([A-Z][a-z]{1,8}[ .,\n]{1,2}|Photo: |By |\\(AP\\) — |Read more\n\n|said |“|”){0,60}") {
        let words = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
        let whole = words(&text);
        for report in read("words.txt", text.as_bytes()).reports {
            for block in &report.blocks {
                prop_assert!(whole.contains(&words(block.span.of(&report.text))));
            }
            for cut in &report.removed {
                prop_assert!(whole.contains(&words(&cut.text)));
            }
        }
    }
}

#[test]
fn a_huge_line_is_refused_and_the_next_input_is_read() {
    let huge = file("huge.txt", &vec![b'a'; 50 << 20]);
    let good = file("good.txt", b"Rain falls\n\nRain fell on the harbour on Monday, and the boats stayed in, the harbour office said.");
    let batch = inputs(&[huge.display().to_string(), good.display().to_string()], &Options::default());
    assert_eq!((batch.reports.len(), batch.skipped.len()), (1, 1));
    assert!(batch.skipped[0].error.contains("too large"), "{}", batch.skipped[0].error);
    let (_, _) = (std::fs::remove_file(huge), std::fs::remove_file(good));
}

#[test]
fn long_and_odd_pages_come_back_in_time() {
    for page in [
        "<b>word ".repeat(300),
        format!("<p>{}</p>", "Rain fell (AP) / TASS. ".repeat(100_000)),
        format!("<article>{}</article>", "<p>Rain fell on the harbour on Monday.</p>".repeat(5_000)),
        "<table>".repeat(390),
        "<!-- ".repeat(100_000),
        format!("<script type='application/ld+json'>{}</script><p>Rain fell.</p>", "[".repeat(100_000)),
        "&".repeat(500_000),
        "<a href=\"".repeat(50_000),
    ] {
        let start = std::time::Instant::now();
        sound(&read("odd.html", page.as_bytes()));
        assert!(start.elapsed().as_secs() < 60, "too slow: {:.40}", page);
    }
    for text in [
        "â".repeat(1 << 20),
        "\"“ (".repeat(1 << 18),
        "Ã¢â‚¬ ".repeat(1 << 16),
        "a\n".repeat(1 << 19),
        "advertisement ".repeat(1 << 17),
    ] {
        sound(&read("odd.txt", text.as_bytes()));
    }
}

/// A server that gives each of the answers once.
fn serve(answers: Vec<Vec<u8>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for answer in answers {
            let Ok((mut stream, _)) = listener.accept() else { return };
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(&answer);
        }
    });
    address
}

fn answer(status: &str, headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
        .into_bytes()
}

fn fetched(answers: Vec<Vec<u8>>, allow_private: bool) -> Batch {
    let url = serve(answers) + "/2023/08/14/rain";
    inputs(&[url], &Options { allow_private, ..Options::default() })
}

const PAGE: &str = "<html><body><article><h1>Rain on the harbour</h1><p>Rain fell on the harbour on Monday, and the boats stayed in, the harbour office said.</p><p>It is to go on until Thursday, and the ferry will not run before that.</p></article></body></html>";

#[test]
fn pages_are_fetched_through_redirects() {
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    let batch = fetched(
        vec![answer("302 Found", "Location: /b/2023/08/14/rain\r\n", ""), answer("200 OK", html, PAGE)],
        true,
    );
    assert_eq!(batch.reports.len(), 1, "{:?}", batch.skipped);
    assert_eq!(batch.reports[0].title.as_deref(), Some("Rain on the harbour"));
    assert_eq!(batch.reports[0].published.map(|p| p.to_string()).as_deref(), Some("2023-08-14"));
}

#[test]
fn what_cannot_be_fetched_says_why() {
    let html = "Content-Type: text/html\r\n";
    for (answers, private, says) in [
        (vec![answer("200 OK", html, PAGE)], false, "private address (127.0.0.1)"),
        (vec![answer("404 Not Found", html, "")], true, "answered 404"),
        (vec![answer("200 OK", "Content-Type: application/pdf\r\n", "%PDF")], true, "a PDF file"),
        (vec![answer("302 Found", "Location: /again\r\n", ""); 9], true, "redirected more than"),
        (vec![answer("302 Found", "Location: file:///etc/passwd\r\n", "")], true, "could not be fetched"),
        (vec![b"nonsense\r\n\r\n".to_vec()], true, "could not be fetched"),
    ] {
        let batch = fetched(answers, private);
        assert!(
            batch.skipped.len() == 1 && batch.skipped[0].error.contains(says),
            "{says}: {:?}",
            batch.skipped
        );
    }
}
