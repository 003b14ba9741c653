//! All tests of the workspace, with one sum at the end.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

/// Counts of `cargo test`'s closing lines.
#[derive(Default)]
struct Sum {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Sum {
    /// Adds a line such as `test result: ok. 7 passed; 0 failed; 1 ignored; …`.
    fn add(&mut self, line: &str) {
        let Some(counts) = line.strip_prefix("test result:") else { return };
        let number = |what: &str| {
            let before = counts.split(what).next().filter(|b| b.len() < counts.len());
            before.and_then(|b| b.split_whitespace().last()).and_then(|n| n.parse().ok()).unwrap_or(0)
        };
        self.passed += number(" passed");
        self.failed += number(" failed");
        self.skipped += number(" ignored");
    }
}

/// Runs every test and prints the sum as the last line.
pub fn run() -> anyhow::Result<()> {
    println!("\n$ cargo test --workspace");
    let mut child = Command::new("cargo")
        .args(["test", "--workspace", "--no-fail-fast", "--color", "never"])
        .env("INSTA_UPDATE", "no")
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start cargo")?;
    let stdout = child.stdout.take().context("cargo's output is not there")?;
    let mut sum = Sum::default();
    for line in BufReader::new(stdout).lines() {
        let line = line?;
        println!("{line}");
        sum.add(&line);
    }
    let status = child.wait()?;
    println!("\ntests: {} passed, {} failed, {} skipped", sum.passed, sum.failed, sum.skipped);
    if !status.success() || sum.failed > 0 {
        bail!("a test failed");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Sum;

    #[test]
    fn closing_lines_are_summed() {
        let mut sum = Sum::default();
        sum.add(
            "test result: ok. 7 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
        );
        sum.add("test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out");
        sum.add("some test printed: 9 passed");
        assert_eq!((sum.passed, sum.failed, sum.skipped), (9, 3, 1));
    }
}
