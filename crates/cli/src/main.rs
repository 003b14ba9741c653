//! dateline.
fn main() {}
