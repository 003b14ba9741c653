//! Measures briefs against hand annotation.
