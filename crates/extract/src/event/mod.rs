//! Events: who did what to whom.
//!
//! [`code`]: the CAMEO-style code of one who takes part.

pub mod code;
