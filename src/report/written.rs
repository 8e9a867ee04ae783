//! JSON as it is printed.

/// One JSON value as it is printed.
pub(super) fn written(value: &impl serde::Serialize) -> String {
    // Texts and numbers only: nothing here can fail to be written.
    let mut out = serde_json::to_string_pretty(value).unwrap_or_default();
    out.push('\n');
    out
}
